/**
 * What is run: layers, networks, masks, compressed models, and how many bits they take.
 *
 * <p>Read {@link archsim.workloads.LayerShape} first, then {@link archsim.workloads.Mask} and {@link
 * archsim.workloads.LayerWorkload}. Tensors are flat arrays in row-major order: weights {@code [k][c/groups][r][s]},
 * activations {@code [n][c][h][w]}.
 */
package archsim.workloads;
