package archsim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs points on the threads of this process.
 *
 * @param threads at least 1
 */
public record LocalRunner(int threads) {

    /** Runs the points at {@code indices}. */
    public void run(PointRunner runner, int[] indices, PointSink sink) {
        var shares = new Shares(indices.length, threads);
        var stopped = new AtomicBoolean();
        inOwnPools(() -> {
            boolean sound = false;
            try {
                for (Shares.Share share = shares.next(); share.from() < share.to(); share = shares.next()) {
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

    /**
     * Each worker is the one thread of a pool of its own: streams that a run takes in parallel then stay on that thread,
     * and no thread begins a point while it is in the middle of another.
     */
    private void inOwnPools(Runnable work) {
        var pools = new ArrayList<ForkJoinPool>();
        try {
            List<ForkJoinTask<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                var pool = new ForkJoinPool(1, LocalRunner::worker, null, false);
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

    /** It finds services where the thread that starts it does: a cluster brings archsim after its own classes. */
    private static ForkJoinWorkerThread worker(ForkJoinPool pool) {
        ForkJoinWorkerThread worker = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        worker.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        return worker;
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
