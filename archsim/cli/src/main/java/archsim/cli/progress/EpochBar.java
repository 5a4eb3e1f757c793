package archsim.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** One line of a terminal that grows with the epochs. */
public final class EpochBar extends PrintedProgress {

    private ProgressBar bar;

    /** @param err takes what a run starts from, above the bar */
    public EpochBar(PrintWriter err) {
        super(err);
    }

    @Override
    public void epochDone(EpochReport report) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("epochs")
                    .setInitialMax(report.epochsTotal())
                    .startsFrom(report.epochsDone() - 1, Duration.ZERO)
                    .build();
        }
        bar.setExtraMessage(String.format(
                Locale.ROOT,
                " %s, loss %.4f, accuracy %.2f %%%s",
                report.stage(),
                report.loss(),
                100 * report.validationAccuracy(),
                EpochLines.residual(report)));
        bar.maxHint(report.epochsTotal());
        bar.stepTo(report.epochsDone());
        if (report.epochsDone() == report.epochsTotal()) {
            bar.close();
        }
    }
}
