package archsim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs points on the threads of this process.
 *
 * @param threads at least 1
 */
public record LocalRunner(int threads) {

    /** Takes the rows of finished points, in no certain order, from several threads. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes a row.
         *
         * @throws java.io.UncheckedIOException if it cannot be kept; no more points are begun then
         */
        void accept(PointRow row);
    }

    /** Runs the points at {@code indices}. */
    public void run(PointRunner runner, int[] indices, Sink sink) {
        forEach(indices.length, i -> sink.accept(runner.run(indices[i])));
    }

    /**
     * Does {@code work} for 0 to {@code count - 1}, in no certain order; what it throws ends the rest and is thrown on.
     */
    public void forEach(int count, IntConsumer work) {
        var next = new AtomicInteger();
        var stopped = new AtomicBoolean();
        inOwnPools(() -> {
            boolean sound = false;
            try {
                for (int i = next.getAndIncrement(); i < count && !stopped.get(); i = next.getAndIncrement()) {
                    work.accept(i);
                }
                sound = true;
            } finally {
                stopped.compareAndSet(false, !sound);
            }
        });
    }

    /**
     * Each worker is the one thread of a pool of its own: streams that a run takes in parallel then stay on that thread,
     * and no thread begins a point while it is in the middle of another.
     */
    private void inOwnPools(Runnable work) {
        var pools = new ArrayList<ForkJoinPool>();
        try {
            List<ForkJoinTask<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                var pool = new ForkJoinPool(1);
                pools.add(pool);
                workers.add(pool.submit(work));
            }
            for (ForkJoinTask<?> worker : workers) {
                await(worker);
            }
        } finally {
            pools.forEach(ForkJoinPool::shutdown);
        }
    }

    private static void await(ForkJoinTask<?> worker) {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while points were run", e);
        }
    }

    /** Fork-join wraps what a task throws in another of its kind. */
    private static RuntimeException rethrown(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        return fault instanceof RuntimeException failure ? failure : new IllegalStateException(fault);
    }
}
