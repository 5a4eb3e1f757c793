package archsim.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.LenetResult;
import archsim.reports.SampleResults;
import archsim.reports.plot.BarLabelAxis;
import archsim.reports.plot.Components;
import archsim.reports.plot.Palette;
import archsim.reports.plot.Stacks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CyclesAndEnergyChartTest {

    private static String svg(SimulationResult result) {
        return new String(new CyclesAndEnergyChart(result).toSvg(), StandardCharsets.UTF_8);
    }

    @Test
    void thePngHasTwiceThePixelsOfTheSvg() throws IOException {
        BufferedImage png =
                ImageIO.read(new ByteArrayInputStream(new CyclesAndEnergyChart(LenetResult.result()).toPng()));
        assertThat(svg(LenetResult.result()))
                .contains("viewBox=\"0 0 %d %d\"".formatted(png.getWidth() / 2, png.getHeight() / 2));
    }

    @Test
    void textOfTheSvgIsText() {
        assertThat(svg(LenetResult.result()))
                .contains(">sticker: cycles and energy</text")
                .contains(">DRAM stall</text")
                .contains("energy (\u00b5J)</text")
                .contains("lpddr4-2400.</text");
    }

    /** 26 300 cycles over 1 700 are 15.5. */
    @Test
    void eachBarSaysItsLengthAndHowManyTimesShorterItIs() {
        assertThat(svg(LenetResult.result())).contains("1,700 (15.5\u00d7)</text");
    }

    /** The dense run stalls 61 % of its cycles for DRAM and leaves 5 % in fragments. */
    @Test
    void partsOfABarSayTheirShareIfItFits() {
        assertThat(svg(LenetResult.result())).containsPattern(">61</text").doesNotContainPattern(">5</text");
    }

    @Test
    void theSameResultGivesTheSameBytes() {
        var once = new CyclesAndEnergyChart(LenetResult.result());
        var again = new CyclesAndEnergyChart(LenetResult.result());
        assertThat(once.toSvg()).isEqualTo(again.toSvg()).isEqualTo(once.toSvg());
        assertThat(once.toPng()).isEqualTo(again.toPng());
    }

    @Test
    void twoWorkloadsOfOneNameAreTwoBars() {
        RunResult run = LenetResult.result().runs().get(0);
        assertThat(svg(SampleResults.of(run, run))).contains("26,300</text").contains("26,300 (1.00\u00d7)</text");
    }

    /** conv1 12 and fc1 50 cycles; 22 and 20 of their 248 slots are index and fragmentation. */
    @Test
    void cyclesOfACauseAreItsSlotsOverTheMultipliers() {
        Stacks cycles = Stacks.ofCycles(SampleResults.three());
        assertThat(cycles.unit()).isEqualTo("cycles");
        assertThat(cycles.total(1)).isEqualTo(62.0);
        assertThat(cycles.bars().get(1)).containsEntry("index", 22 / 4.0).containsEntry("fragmentation", 20 / 4.0);
    }

    @Test
    void causesKeepTheirColourWhenOthersAreAbsent() {
        assertThat(Stacks.ofCycles(SampleResults.of(SampleResults.three().runs().get(2)))
                        .colours())
                .containsExactly(
                        Map.entry("useful", 0),
                        Map.entry("fragmentation", 1),
                        Map.entry("fill", 6),
                        Map.entry("DRAM stall", 7));
    }

    /** Nine components: DRAM and the six with the largest shares stay, indexDecoder and leakage become one. */
    @Test
    void componentsBeyondThePaletteAreSummedAndNothingIsLost() {
        SimulationResult result = LenetResult.result();
        Stacks energy = Stacks.ofEnergy(result);
        assertThat(energy.colours().keySet()).hasSize(Palette.size()).endsWith("DRAM", Components.OTHER);
        assertThat(energy.note()).isEqualTo("Other: index decoder, leakage.");
        assertThat(energy.total(0))
                .isCloseTo(result.runs().get(0).totals().energy().totalPj() / 1e6, Offset.offset(1e-9));
    }

    @Test
    void neighboursInAStackDifferInLuminance() {
        IntStream.range(1, Palette.size()).forEach(i -> assertThat(
                        Math.abs(Palette.luminance(Palette.fill(i)) - Palette.luminance(Palette.fill(i - 1))))
                .as("fills %d and %d", i - 1, i)
                .isGreaterThan(0.1));
    }

    @Test
    void longNamesAreBrokenWhereTheyHaveHyphens() {
        assertThat(BarLabelAxis.lines("lenet5-mnist-nonstructured"))
                .isEqualTo(List.of("lenet5-mnist-", "nonstructured"));
        assertThat(BarLabelAxis.lines("cambricon-x: non-str.")).isEqualTo(List.of("cambricon-x:", "non-str."));
        assertThat(BarLabelAxis.lines("x".repeat(25))).isEqualTo(List.of("x".repeat(19), "x".repeat(6)));
        assertThat(BarLabelAxis.lines("x".repeat(500)))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(20));
    }
}
