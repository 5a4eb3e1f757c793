package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.validation.PublishedFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {

    @Test
    void withoutANameAllAreListed() {
        Outcome outcome = Outcome.of("reproduce", "--format", "csv");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        List<String> lines = outcome.out().lines().skip(1).toList();
        assertThat(lines).hasSameSizeAs(PublishedFigure.GALLERY).hasSizeGreaterThanOrEqualTo(12);
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("table-ix,14,"));
        assertThat(lines).noneSatisfy(line -> assertThat(line).contains(",0,"));
    }

    /** 25 figures of five layers and the latency of all. */
    @Test
    void aFigureHasTheNumbersOfItsPublicationAndNoOther() {
        assertThat(PublishedFigure.named("eyeriss-alexnet").count()).isEqualTo(26);
        assertThat(PublishedFigure.named("eyeriss-vgg16").count()).isEqualTo(26);
    }

    @Test
    void aFigureIsDrawnAndItsWorstMissComesFirst(@TempDir Path folder) throws IOException {
        Outcome outcome = Outcome.of("reproduce", "eie-latency", "--out", folder.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .startsWith("AlexNet's fully connected layers on EIE")
                .contains("6 checks: ");
        assertThat(folder).isDirectoryContaining("glob:**/published-eie-latency.svg");
    }

    @Test
    void anUnknownFigureIsRefusedWithThoseThatThereAre() {
        Outcome outcome = Outcome.of("reproduce", "table-9");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("there is no published figure \"table-9\"", "table-ix");
    }
}
