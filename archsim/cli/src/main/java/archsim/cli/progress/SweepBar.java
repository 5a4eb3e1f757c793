package archsim.cli.progress;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** One line of a terminal that grows with the points and says how long the rest will take; nothing elsewhere. */
public final class SweepBar implements AutoCloseable {

    private final Optional<ProgressBar> bar;

    private SweepBar(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    /**
     * A bar that starts where a sweep goes on.
     *
     * @param missing points to run of {@code points}
     */
    public static SweepBar of(int points, int missing) {
        return of("points", points, missing);
    }

    /**
     * A bar of work in steps.
     *
     * @param task what the steps are, in the plural
     * @param missing steps to do of {@code points}
     */
    public static SweepBar of(String task, int points, int missing) {
        if (System.getProperty("archsim.terminal") == null || missing == 0) {
            return new SweepBar(Optional.empty());
        }
        return new SweepBar(Optional.of(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(points)
                .startsFrom(points - missing, Duration.ZERO)
                .build()));
    }

    /** So many more points are finished. */
    public void step(int points) {
        bar.ifPresent(shown -> shown.stepBy(points));
    }

    /** One more point is finished. */
    public void step() {
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
