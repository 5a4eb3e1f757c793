package archsim.sweep;

/** Takes the rows of finished points, in no certain order, from several threads. */
@FunctionalInterface
public interface PointSink {

    /**
     * Takes a row.
     *
     * @throws java.io.UncheckedIOException if it cannot be kept; no more points are begun then
     */
    void accept(PointRow row);
}
