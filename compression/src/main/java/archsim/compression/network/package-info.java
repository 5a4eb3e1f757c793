/**
 * The networks that can be trained, and which parts of them survive pruning.
 *
 * <p>A network is a graph of nodes; those with weights are its layers. A fully connected layer is the convolution whose
 * filter covers its whole input, so its weights {@code [k][c * r * s]} lie in memory exactly as a flattened matrix. All
 * parameters of a network lie in one array, node after node, weights {@code [k][c/groups][r][s]} before biases {@code
 * [k]}. Left out: concatenation (GoogLeNet) and attention. Read {@link archsim.compression.network.NetworkModel} first, then {@link
 * archsim.compression.network.LiveChannels} and {@link archsim.compression.network.CompactNetwork}.
 */
package archsim.compression.network;
