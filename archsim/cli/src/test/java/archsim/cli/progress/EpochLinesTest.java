package archsim.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import archsim.compression.config.Progress.EpochReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class EpochLinesTest {

    private static final long SECOND = 1_000_000_000;

    private final LongSupplier clockNs = mock(LongSupplier.class);
    private final StringWriter err = new StringWriter();

    private static EpochReport report(int epochsDone, OptionalDouble residual) {
        return new EpochReport("round1-admm", epochsDone - 4, 10, epochsDone, 20, 0.25, 0.987, residual, 12_345);
    }

    /** 3 s and 5 s are 4 s an epoch: 15 more take 3 s each, 45 s; 14 more 4 s each, 56 s. */
    @Test
    void aLineSaysHowLongIsLeftByTheClock() {
        when(clockNs.getAsLong()).thenReturn(7 * SECOND, 10 * SECOND, 15 * SECOND);
        var lines = new EpochLines(new PrintWriter(err), clockNs);

        lines.epochDone(report(5, OptionalDouble.empty()));
        lines.epochDone(report(6, OptionalDouble.of(0.5)));

        assertThat(err.toString().lines())
                .containsExactly(
                        "epoch 5 of 20 (round1-admm 1 of 10): loss 0.2500, validation accuracy 98.70 %,"
                                + " 12,345 parameters, 45 s left",
                        "epoch 6 of 20 (round1-admm 2 of 10): loss 0.2500, validation accuracy 98.70 %,"
                                + " residual 0.5000, 12,345 parameters, 56 s left");
        verify(clockNs, times(3)).getAsLong();
    }

    /** Whoever follows a log sees a line when it is written. */
    @Test
    void everyLineIsFlushed() {
        var printed = mock(PrintWriter.class);
        var lines = new EpochLines(printed, clockNs);

        lines.epochDone(report(5, OptionalDouble.empty()));
        lines.epochDone(report(6, OptionalDouble.empty()));

        verify(printed, times(2)).flush();
    }
}
