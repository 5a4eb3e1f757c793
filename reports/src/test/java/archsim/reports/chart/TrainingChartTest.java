package archsim.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingChartTest {

    private static final String HEAD = "stage,epoch,loss,trainAccuracy,validationAccuracy,residual,rho,learningRate\n";
    private static final String DENSE = "dense,1,0.5,0.91,0.92,,0,0.002\ndense,2,0.4,0.93,0.94,,0,0.002\n";
    private static final String ADMM = "round1-admm,1,0.5,0.9,0.91,0.25,0.001,0.001\n";

    @TempDir
    private Path folder;

    @Test
    void aHistoryIsReadEpochByEpoch() {
        var history = TrainingHistory.parse(HEAD + DENSE + ADMM);
        assertThat(history.epochs()).hasSize(3);
        assertThat(history.epochs().get(1).validationAccuracy()).isEqualTo(0.94);
        assertThat(history.epochs().get(1).residual()).isEmpty();
        assertThat(history.epochs().get(2).residual()).hasValue(0.25);
    }

    /** Without ADMM there is no distance to show; with it there is a second panel, and the first round is marked. */
    @Test
    void residualsHaveAPanelOfTheirOwn() throws IOException {
        assertThat(svg(HEAD + DENSE)).contains("a   accuracy").doesNotContain("distance to the set");
        assertThat(svg(HEAD + DENSE + ADMM)).contains("a   accuracy").contains("distance to the set");
    }

    private String svg(String csv) throws IOException {
        assertThat(TrainingChart.of("test", TrainingHistory.parse(csv)).write(folder))
                .contains("training.png", "training.svg");
        return Files.readString(folder.resolve("training.svg"));
    }
}
