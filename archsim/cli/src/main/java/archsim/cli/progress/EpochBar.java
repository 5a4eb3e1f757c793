package archsim.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** One line of a terminal that grows with the epochs. */
public final class EpochBar extends PrintedProgress {

    private final long startNs = System.nanoTime();
    private final Eta eta = new Eta(startNs);
    private ProgressBar bar;
    private volatile String left;

    /** @param err takes what a run starts from, above the bar */
    public EpochBar(PrintWriter err) {
        super(err);
    }

    @Override
    public void epochDone(EpochReport report) {
        long nowNs = System.nanoTime();
        left = eta.afterStep(nowNs, report.epochsTotal() - report.epochsDone());
        if (bar == null) {
            bar = BarLine.of("epochs", state -> left)
                    .setInitialMax(report.epochsTotal())
                    .startsFrom(report.epochsDone() - 1, Duration.ofNanos(nowNs - startNs))
                    .build();
        }
        bar.setExtraMessage(String.format(
                Locale.ROOT,
                ": %s, accuracy %.2f %%, loss %.4f%s",
                report.stage(),
                100 * report.validationAccuracy(),
                report.loss(),
                EpochLines.residual(report)));
        bar.maxHint(report.epochsTotal());
        bar.stepTo(report.epochsDone());
        if (report.epochsDone() == report.epochsTotal()) {
            bar.close();
            bar = null;
        }
    }

    /** Below the bar as it stands, which goes on under the line. */
    @Override
    void print(String line) {
        if (bar != null) {
            err.println();
        }
        super.print(line);
    }
}
