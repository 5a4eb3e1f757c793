package archsim.cli.progress;

import archsim.base.Steps;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;

/** One line of a terminal that grows with the steps of long work and says how long the rest will take. Nothing elsewhere. */
public final class StepBar implements Steps, AutoCloseable {

    private final String task;
    private ProgressBar bar;

    /**
     * A bar that is shown with the first step, for work whose length is known only then.
     *
     * @param task what the steps are, in the plural
     */
    public StepBar(String task) {
        this.task = task;
    }

    /**
     * A bar that is shown at once, and starts where the work goes on.
     *
     * @param task what the steps are, in the plural
     * @param missing steps to do of {@code all}; no bar if 0
     */
    public static StepBar of(String task, long all, long missing) {
        var bar = new StepBar(task);
        if (missing > 0) {
            bar.show(all, all - missing);
        }
        return bar;
    }

    private void show(long all, long done) {
        if (bar == null && PrintedProgress.isOnTerminal()) {
            bar = BarLine.of(task, BarLine::atMeanPace)
                    .setInitialMax(all)
                    .startsFrom(done, Duration.ZERO)
                    .build();
        }
    }

    @Override
    public void done(long steps, long all) {
        show(all, 0);
        if (bar != null) {
            bar.maxHint(all);
            bar.stepTo(steps);
        }
    }

    /** One more step is done, in any thread. */
    public void step() {
        step(1);
    }

    /** {@code steps} more are done; any thread may say so. */
    public void step(int steps) {
        if (bar != null) {
            bar.stepBy(steps);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
