package archsim.compression.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs independent pieces of work on a fixed number of threads and waits for all of them. */
public final class ThreadTeam implements AutoCloseable {

    private final int threads;
    private final ExecutorService others;

    /** @param threads the caller included */
    public ThreadTeam(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        this.threads = threads;
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1), task -> {
            var thread = new Thread(task, "training");
            thread.setDaemon(true);
            return thread;
        });
    }

    int threads() {
        return threads;
    }

    /** Runs all {@code work}; the caller takes part. */
    void run(List<Runnable> work) {
        var pending = new ArrayList<Future<?>>();
        for (int start = 1; start < threads && start < work.size(); start++) {
            int first = start;
            pending.add(others.submit(() -> runEach(work, first)));
        }
        runEach(work, 0);
        pending.forEach(ThreadTeam::await);
    }

    private void runEach(List<Runnable> work, int first) {
        for (int i = first; i < work.size(); i += threads) {
            work.get(i).run();
        }
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a training thread failed", e.getCause());
        }
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
