package archsim.sweep.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;

/** Waits for other processes. */
final class Wait {

    private static final long AT_MOST_NS = 300_000_000_000L;
    private static final long BETWEEN_NS = 20_000_000L;

    /** Something that may come true. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    private Wait() {}

    static void until(String what, Condition condition) {
        long start = System.nanoTime();
        try {
            while (!condition.holds()) {
                if (System.nanoTime() - start > AT_MOST_NS) {
                    throw new AssertionError("waited in vain until " + what);
                }
                LockSupport.parkNanos(BETWEEN_NS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
