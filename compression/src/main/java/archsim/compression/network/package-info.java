/**
 * The networks that can be trained, and which parts of them survive pruning.
 *
 * <p>Every layer is one matrix product: a convolution over gathered columns. A fully connected layer is the convolution
 * whose filter covers its whole input, so its weights {@code [k][c * r * s]} lie in memory exactly as a flattened
 * matrix. All parameters of a network lie in one array, layer after layer, weights {@code [k][c][r][s]} before biases
 * {@code [k]}. Read {@link archsim.compression.network.Architecture} first, then {@link
 * archsim.compression.network.Survivors} and {@link archsim.compression.network.CompactNetwork}.
 */
package archsim.compression.network;
