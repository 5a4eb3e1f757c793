package archsim.compression.libtorch;

/** A network that is being trained in batches of {@link Subject#batch} images. */
interface Training extends AutoCloseable {

    /**
     * Takes {@code steps} more steps: forward, back, update.
     *
     * @return a loss that it came by: an image's, of the batch of one step if that was all
     */
    double train(int steps);

    @Override
    void close();
}
