package archsim.sweep;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs points on the threads of this process.
 *
 * @param threads at least 1
 */
public record LocalRunner(int threads) {

    /** Runs the points at {@code indices}. */
    public void run(PointRunner runner, int[] indices, PointSink sink) {
        var shares = new ChunkedSchedule(indices.length, threads);
        var stopped = new AtomicBoolean();
        new Workers(threads).all(() -> {
            boolean sound = false;
            try {
                for (ChunkedSchedule.Share share = shares.next(); share.from() < share.to(); share = shares.next()) {
                    for (int i = share.from(); i < share.to() && !stopped.get(); i++) {
                        sink.accept(runner.run(indices[i]));
                    }
                }
                sound = true;
            } finally {
                stopped.compareAndSet(false, !sound);
            }
        });
    }
}
