package archsim.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.sweep.analysis.Candidate;
import archsim.sweep.analysis.Objective;
import archsim.sweep.analysis.ParetoFront;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParetoChartTest {

    @TempDir
    private Path folder;

    private static Candidate candidate(int point, double energyPj, double cycles) {
        return new Candidate(point, "pruned", List.of(), List.of(energyPj, cycles), List.of());
    }

    private int outlines(ParetoFront front) throws IOException {
        ParetoChart.of("Search buffers", "scnn, 16 nm", List.of(), front, 0, 1).write(folder);
        return Files.readString(folder.resolve("pareto.svg")).split("<path", -1).length;
    }

    /** Two machines that make the same workload: both are in the legend, in a colour each. */
    @Test
    void machinesHaveAColourEach() throws IOException {
        List<Candidate> all = List.of(
                new Candidate(0, "pruned", List.of("sticker"), List.of(4e6, 1000.0), List.of()),
                new Candidate(1, "pruned", List.of("scnn"), List.of(2e6, 3000.0), List.of()));
        var front = new ParetoFront(List.of(Objective.ENERGY, Objective.CYCLES), all, all);
        ParetoChart.of("Search buffers", "scnn, 16 nm", List.of("accelerator"), front, 0, 1)
                .write(folder);
        assertThat(Files.readString(folder.resolve("pareto.svg")))
                .contains(">sticker</text", ">scnn</text", ">pruned</text", "rgb(0,114,178)", "rgb(213,94,0)");
        assertThat(words())
                .contains("Colours are machines")
                .contains("the 2 of 2 candidates on the Pareto front of")
                .contains("Search buffers.");
    }

    /** All text of the figure, whose lines are broken anywhere. */
    private String words() throws IOException {
        return Files.readString(folder.resolve("pareto.svg"))
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }

    /** A ring is one more outline; energies are drawn in another unit than they are counted in. */
    @Test
    void everyMemberOfTheFrontIsRinged() throws IOException {
        List<Candidate> all = List.of(candidate(0, 4e6, 1000), candidate(1, 2e6, 3000), candidate(2, 5e7, 5000));
        var objectives = List.of(Objective.ENERGY, Objective.CYCLES);

        assertThat(outlines(new ParetoFront(objectives, all, all.subList(0, 2))))
                .isEqualTo(outlines(new ParetoFront(objectives, all, List.of())) + 2);
    }
}
