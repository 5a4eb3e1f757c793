/**
 * The networks that ship with archsim, and those a user describes: layers, their shapes, what follows them, and which
 * filters and channels must be pruned together.
 *
 * <p>Read {@link archsim.workloads.network.Network}, then {@code networks/lenet5.json} for the form of the files and
 * {@code networks/bert-base-block.json} for matrix products, {@code networks/resnet20-cifar10.json} for a {@link
 * archsim.workloads.network.Graph}. Biases, batch normalisation, softmax and activation
 * functions are left out: they cost next to nothing and are not counted in the field's tables. Residual additions are
 * taken as done where the outputs are written; reading the other summand again is not counted.
 */
package archsim.workloads.network;
