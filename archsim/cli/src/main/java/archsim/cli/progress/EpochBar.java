package archsim.cli.progress;

import archsim.compression.config.Progress;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** One line of a terminal that grows with the epochs. */
public final class EpochBar implements Progress {

    private ProgressBar bar;

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
