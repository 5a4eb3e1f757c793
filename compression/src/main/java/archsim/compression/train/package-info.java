/**
 * Training on ND4J arrays: forward, backward and a step over slices of a batch.
 *
 * <p>Activations are {@code [channel][row][column][image]}, images innermost: a column of the im2col matrix is then a few
 * long runs, whatever columns pruning left, and a layer is one {@code sgemm} on the memory of ND4J arrays; where few
 * weights are left, each is one {@code saxpy} instead. A batch is split into a fixed number of slices; each has its own buffers, BLAS runs on one thread, and gradients are summed
 * in the order of the slices. So the number of threads never changes a bit of the result. Results do depend on the CPU
 * type, whose BLAS kernels add in different orders.
 *
 * <p>This package loads ND4J, which takes seconds. Read {@link archsim.compression.train.Trainer} first, then {@link
 * archsim.compression.train.layer.SliceOp} and its operations.
 */
package archsim.compression.train;
