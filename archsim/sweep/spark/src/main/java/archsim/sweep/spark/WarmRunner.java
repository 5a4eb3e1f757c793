package archsim.sweep.spark;

import archsim.engine.run.RunCache;
import archsim.sweep.PointRunner;
import archsim.sweep.PortableSweep;

/**
 * The runner of the sweep that this process is at, with what its points share.
 *
 * <p>Spark sends tasks to processes that live on between them and gives them no place of their own to keep something in:
 * the one reason for a static field.
 */
final class WarmRunner {

    private static final int SHARE_OF_MEMORY = 2;

    private static WarmRunner current;

    private final PortableSweep sweep;
    private final PointRunner runner;

    private WarmRunner(PortableSweep sweep) {
        this.sweep = sweep;
        this.runner = sweep.runner(RunCache.ofBytes(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
    }

    /**
     * The runner of {@code sweep}.
     *
     * @throws archsim.base.InvalidInputException if this machine cannot run it
     */
    static synchronized PointRunner of(PortableSweep sweep) {
        if (current == null || !current.sweep.equals(sweep)) {
            current = new WarmRunner(sweep);
        }
        return current.runner;
    }
}
