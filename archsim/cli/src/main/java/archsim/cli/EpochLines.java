package archsim.cli;

import archsim.compression.config.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/** A line for each epoch, for logs. */
final class EpochLines implements Progress {

    private final PrintWriter err;
    private final Eta eta = new Eta(System.nanoTime());

    EpochLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void epochDone(EpochReport report) {
        err.println(String.format(
                Locale.ROOT,
                "epoch %d of %d (%s %d of %d): loss %.4f, validation accuracy %.2f %%, %,d parameters, %s left",
                report.epochsDone(),
                report.epochsTotal(),
                report.stage(),
                report.epoch(),
                report.stageEpochs(),
                report.loss(),
                100 * report.validationAccuracy(),
                report.liveParameters(),
                eta.afterStep(System.nanoTime(), report.epochsTotal() - report.epochsDone())));
        err.flush();
    }
}
