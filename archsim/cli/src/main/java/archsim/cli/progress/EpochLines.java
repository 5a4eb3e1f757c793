package archsim.cli.progress;

import archsim.compression.config.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line for each epoch, for logs. */
public final class EpochLines extends PrintedProgress {

    private final LongSupplier clockNs;
    private final Eta eta;

    /** @param clockNs of the machine, from any start, e.g. {@link System#nanoTime} */
    public EpochLines(PrintWriter err, LongSupplier clockNs) {
        super(err);
        this.clockNs = clockNs;
        eta = new Eta(clockNs.getAsLong());
    }

    @Override
    public void epochDone(EpochReport report) {
        print(String.format(
                Locale.ROOT,
                "epoch %d of %d (%s %d of %d): loss %.4f, validation accuracy %.2f %%%s, %,d parameters, %s left",
                report.epochsDone(),
                report.epochsTotal(),
                report.stage(),
                report.epoch(),
                report.stageEpochs(),
                report.loss(),
                100 * report.validationAccuracy(),
                residual(report),
                report.liveParameters(),
                eta.afterStep(clockNs.getAsLong(), report.epochsTotal() - report.epochsDone())));
    }

    /** The distance to the set in words, if there is one. */
    static String residual(Progress.EpochReport report) {
        return report.residual().isPresent()
                ? String.format(
                        Locale.ROOT, ", residual %.4f", report.residual().getAsDouble())
                : "";
    }
}
