package archsim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads of this process.
 *
 * @param threads at least 1
 */
public record Workers(int threads) {

    /** Does tasks 0 to {@code tasks} - 1, each on one thread; what one throws is thrown when all threads have ended. */
    public void each(int tasks, IntConsumer task) {
        var next = new AtomicInteger();
        all(() -> {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.accept(i);
            }
        });
    }

    /**
     * Does {@code work} on each thread.
     *
     * <p>Each is the one thread of a pool of its own: streams that a run takes in parallel then stay on that thread, and
     * no thread begins a point while it is in the middle of another.
     */
    void all(Runnable work) {
        var pools = new ArrayList<ForkJoinPool>();
        try {
            List<ForkJoinTask<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                var pool = new ForkJoinPool(1, Workers::worker, null, false);
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
