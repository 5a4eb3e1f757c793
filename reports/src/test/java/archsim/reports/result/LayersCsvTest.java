package archsim.reports.result;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.reports.SampleResults;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LayersCsvTest {

    private static final List<String> LINES =
            LayersCsv.of(SampleResults.three()).lines().collect(Collectors.toList());

    private static String cell(int line, String column) {
        List<String> header = List.of(LINES.get(0).split(",", -1));
        assertThat(header).contains(column);
        return LINES.get(line).split(",", -1)[header.indexOf(column)];
    }

    @Test
    void columnsAreNamedLikeTheKeysOfTheJson() {
        assertThat(LINES.get(0))
                .startsWith("workload,accelerator,layer,mode,cycles,computeCycles,analyticalCycles,timeNs,macs,")
                .contains(",slotStack.useful,slotStack.fragmentation,")
                .contains(",energyPj.weightBuffer.weights,energyPj.weightBuffer.indices,")
                .endsWith("storageBits.weights,storageBits.indices,storageBits.fillers,storageBits.pointers");
    }

    /** Three runs of two layers and a total, under one header. */
    @Test
    void eachRunHasALineForEachLayerAndOneForItsTotal() {
        assertThat(LINES).hasSize(1 + 3 * (2 + 1));
        assertThat(cell(2, "layer")).isEqualTo("fc1");
        assertThat(cell(3, "layer")).isEqualTo("total");
        assertThat(cell(3, "cycles")).isEqualTo("1000");
        assertThat(cell(6, "workload")).isEqualTo(SampleResults.NON_STRUCTURED);
    }

    /** By hand: conv1 has 6 of 48 and fc1 14 of 200 slots fragmented. */
    @Test
    void theTotalOfAColumnIsTheSumOfItsLayers() {
        assertThat(cell(4, "slotStack.fragmentation")).isEqualTo("6");
        assertThat(cell(5, "slotStack.fragmentation")).isEqualTo("14");
        assertThat(cell(6, "slotStack.fragmentation")).isEqualTo("20");
    }

    @Test
    void whatOnlyOneLayerHasIsZeroInTheOthersAndStandsWithItsGroup() {
        var mixed = SampleResults.of(SampleResults.run(
                "mixed",
                SampleResults.layer("conv1", "", SampleResults.withoutEnergy(10)),
                SampleResults.layer("fc1", "", SampleResults.dense(100, 800, 400))));
        List<String> lines = LayersCsv.of(mixed).lines().toList();
        List<String> header = List.of(lines.get(0).split(",", -1));
        int column = header.indexOf("energyPj.dram.inputs");
        assertThat(lines.get(1).split(",", -1)[column]).isEqualTo("0");
        assertThat(lines.get(2).split(",", -1)[column]).isEqualTo("2000");
        assertThat(header).doesNotHaveDuplicates().containsSubsequence("energyPj.dram.inputs", "energyTotalPj");
    }
}
