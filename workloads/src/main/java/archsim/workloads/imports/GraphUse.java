package archsim.workloads.imports;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a graph uses a tensor of weights.
 *
 * @param bias name of the tensor that is added, if there is one
 * @param stride of the convolution
 * @param padding of the convolution
 * @param groups of the convolution
 * @param height of the layer's input, where the graph tells
 * @param width likewise
 * @param transposed whether the weights are {@code [c][k]} instead of {@code [k][c]}
 */
record GraphUse(
        Optional<String> bias,
        int stride,
        int padding,
        int groups,
        OptionalInt height,
        OptionalInt width,
        boolean transposed) {}
