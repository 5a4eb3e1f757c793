package archsim.compression.train.layer;

/**
 * One node of a network applied to one slice of a batch. Not safe for two threads.
 *
 * <p>Each is held against ND4J's operator and against finite differences in the tests.
 */
public sealed interface SliceOp extends AutoCloseable
        permits DenseProduct,
                WinogradConvolution,
                TapConvolution,
                SparseLinear,
                BatchNorm,
                Rectifier,
                MaxPool,
                MaxPool2x2,
                AveragePool,
                Sum,
                ChannelScale,
                DepthToSpace,
                Subsample,
                Dropout {

    /** Writes the output from the inputs. */
    void forward(Pass pass);

    /**
     * Adds to the gradients by the inputs, and sets those by the parameters, from the gradient by the output.
     *
     * <p>The values are those that the last {@link #forward} saw.
     */
    void backward(Pass pass);

    /** Gives native memory back. */
    @Override
    default void close() {}
}
