package archsim.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import me.tongfei.progressbar.ProgressState;
import org.junit.jupiter.api.Test;

class BarLineTest {

    private final ProgressState state = mock(ProgressState.class);
    private final BarLine line = new BarLine(BarLine::atMeanPace);

    private void done(long steps, String note) {
        when(state.getTaskName()).thenReturn("designs");
        when(state.getStart()).thenReturn(10L);
        when(state.getCurrent()).thenReturn(steps);
        when(state.getMax()).thenReturn(20L);
        when(state.getNormalizedProgress()).thenReturn(steps / 20.0);
        when(state.getElapsedAfterStart()).thenReturn(Duration.ofSeconds(8));
        when(state.getTotalElapsed()).thenReturn(Duration.ofSeconds(9));
        when(state.getExtraMessage()).thenReturn(note);
    }

    /** 5 steps of this run took 8 s: 5 more take as long. 15 of 20 are 18 of a quarter of 100 columns, 25. */
    @Test
    void aLineSaysWhatIsDoneAndHowLongIsLeft() {
        done(15, ": loss 0.25");

        assertThat(line.render(state, 100).stripTrailing())
                .isEqualTo("designs [" + "#".repeat(18) + " ".repeat(7) + "] 15 of 20, 8 s left: loss 0.25");
    }

    /** A quarter of 20 columns would be 5, of 400 100. */
    @Test
    void aBarHasTenToFortyColumns() {
        done(20, "");

        assertThat(line.render(state, 20)).startsWith("designs [" + "#".repeat(10) + "]");
        assertThat(line.render(state, 400)).startsWith("designs [" + "#".repeat(40) + "] ");
    }

    /** 9 columns, 15 of the bar, 20 to "left": 16 remain, of which 13 are a whole part. */
    @Test
    void ofANoteWithoutRoomWholePartsAreLeftOutAndNothingOfTheBar() {
        done(15, ": a long name, loss 0.25, accuracy 98.70 %");

        assertThat(line.render(state, 60))
                .hasSize(60)
                .isEqualTo("designs [" + "#".repeat(11) + "    ] 15 of 20, 8 s left: a long name   ");
        assertThat(line.render(state, 12)).isEqualTo("designs [###");
        assertThat(line.render(state, 0)).isEmpty();
    }

    /** So that nothing of a longer line before is still to be read. */
    @Test
    void everyLineIsAsWideAsTheTerminal() {
        done(15, "");

        assertThat(line.render(state, 100)).hasSize(100);
    }

    @Test
    void atTheEndALineSaysHowLongAllTook() {
        done(20, "");

        assertThat(line.render(state, 100).stripTrailing())
                .isEqualTo("designs [" + "#".repeat(25) + "] 20 of 20 in 9 s");
    }

    @Test
    void noPaceIsKnownBeforeTheFirstStep() {
        done(10, "");

        assertThat(line.render(state, 100)).contains("10 of 20, ? left");
    }
}
