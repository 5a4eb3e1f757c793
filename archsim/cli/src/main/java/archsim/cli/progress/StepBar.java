package archsim.cli.progress;

import archsim.base.Steps;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** One line of a terminal for work whose length is known only when it starts; it says how long the rest will take. Nothing elsewhere. */
public final class StepBar implements Steps, AutoCloseable {

    private final String task;
    private ProgressBar bar;

    /** @param task what the steps are, in the plural */
    public StepBar(String task) {
        this.task = task;
    }

    @Override
    public void done(long steps, long all) {
        if (System.getProperty("archsim.terminal") == null) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(all).build();
        }
        bar.maxHint(all);
        bar.stepTo(steps);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
