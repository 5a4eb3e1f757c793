package archsim.compression.libtorch;

/** A network that is being trained with Adam in batches of {@link LeNet#BATCH} images. */
interface Training extends AutoCloseable {

    /** Takes {@code steps} more steps: forward, back, update. */
    void train(int steps);

    @Override
    void close();
}
