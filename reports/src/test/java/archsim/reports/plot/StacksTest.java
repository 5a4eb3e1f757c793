package archsim.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.LenetResult;
import archsim.reports.SampleResults;
import archsim.reports.SixtyLayers;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;

class StacksTest {

    private final SimulationResult three = SampleResults.three();

    /** Pruned: 20 + 90 weights of 3 bits, indices of 4 bits and 7 bits of fillers in each of two layers. */
    @Test
    void storageIsSplitByPurposeInBytes() {
        Stacks storage = Stacks.ofStorage(three);
        assertThat(storage.unit()).isEqualTo("storage (bytes)");
        assertThat(storage.bars().get(1))
                .containsEntry("weights", 110 * 3 / 8.0)
                .containsEntry("indices", 110 * 4 / 8.0)
                .containsEntry("fillers", 14 / 8.0);
        assertThat(storage.colours())
                .containsExactly(Map.entry("weights", 0), Map.entry("indices", 1), Map.entry("fillers", 2));
    }

    /** Of a layer's 16.5 units 11 are for weights, 1 for indices, 2.5 for inputs, 2 for partial sums; a unit is 10 pJ. */
    @Test
    void energyIsSplitByDataTypeInTheOrderOfAllFigures() {
        Stacks energy = Stacks.ofEnergyByDataType(three);
        assertThat(energy.unit()).isEqualTo("energy (nJ)");
        assertThat(energy.colours().keySet()).containsExactly("weights", "indices", "inputs", "partial sums");
        assertThat(energy.bars().get(1)).containsEntry("weights", 0.22).containsEntry("partial sums", 0.04);
        assertThat(energy.total(1)).isCloseTo(2 * 16.5 * 10 / 1000, Offset.offset(1e-12));
    }

    /** 110 bytes of weights and twice 64 of inputs. */
    @Test
    void trafficIsSplitByDataType() {
        assertThat(Stacks.ofDram(three).bars().get(1))
                .containsEntry("weights", 110.0)
                .containsEntry("inputs", 128.0);
    }

    @Test
    void layersAreBarsThatAreNotComparedWithTheFirst() {
        Stacks layers = Stacks.ofCycles(three.runs().get(1));
        assertThat(layers.names()).containsExactly("conv1", "fc1");
        assertThat(layers.total(0)).isEqualTo(12);
        assertThat(layers.compared()).isFalse();
    }

    /** The same 62 cycles of 5 ns and of 10 ns. */
    @Test
    void machinesOfDifferentClocksAreComparedByTime() {
        RunResult fast = three.runs().get(1);
        Stacks times = Stacks.ofCycles(SampleResults.of(fast, SampleResults.halfAsFast(fast)));
        assertThat(times.title()).isEqualTo("Time by cause");
        assertThat(times.unit()).isEqualTo("time (ns)");
        assertThat(times.total(0)).isCloseTo(310, Offset.offset(1e-9));
        assertThat(times.total(1)).isCloseTo(620, Offset.offset(1e-9));
    }

    /** Whatever came first in a result, arithmetic comes first and DRAM last. */
    @Test
    void componentsHaveOneOrderInAllFigures() {
        assertThat(Stacks.ofEnergy(LenetResult.result()).colours().keySet())
                .containsExactly(
                        "multipliers",
                        "adders",
                        "weight buffer",
                        "register files",
                        "accumulator",
                        "activation buffer",
                        "DRAM",
                        "other");
    }

    /** Blue, light sky blue, orange and yellow, whatever else is in a figure; what no machine declares goes by its name. */
    @Test
    void componentsHaveOneFillInAllFigures() {
        Map<String, Integer> all = Stacks.ofEnergy(LenetResult.result()).colours();
        assertThat(all)
                .containsEntry("multipliers", 0)
                .containsEntry("adders", 10)
                .containsEntry("weight buffer", 3)
                .containsEntry("DRAM", 7)
                .containsEntry("other", 5);
        assertThat(all.values()).doesNotHaveDuplicates();
        assertThat(ComponentFills.of(List.of("clock", "crossbar", "dram")))
                .containsExactly(Map.entry("clock", 8), Map.entry("crossbar", 11), Map.entry("dram", 7));
        assertThat(ComponentFills.of(List.of("crossbar"))).containsEntry("crossbar", 11);
        assertThat(ComponentFills.of(List.of("myMemory", "clock")).get("myMemory"))
                .isEqualTo(ComponentFills.of(List.of("myMemory")).get("myMemory"));
    }

    /** Two memories of a user whose names lead to the same fill. */
    @Test
    void noTwoComponentsOfAFigureLookTheSame() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(ComponentFills.of(List.of("Aa", "BB")).values()).doesNotHaveDuplicates();
    }

    /** A layer that lacks a component of the run has none of it, and the others keep their fills. */
    @Test
    void layersHaveTheFillsOfTheirWorkloads() {
        SimulationResult result = LenetResult.result();
        assertThat(Stacks.ofEnergy(result.runs().get(2), Components.of(result)).colours())
                .isEqualTo(Stacks.ofEnergy(result).colours());
    }

    @Test
    void panelsGrowWithTheirBars() {
        Stacks few = Stacks.ofCycles(three.runs().get(0));
        Stacks many = Stacks.ofCycles(SixtyLayers.result().runs().get(0));
        assertThat(StackPanel.height(many) - StackPanel.height(few)).isEqualTo(58 * 17);
        assertThat(List.of(few, many))
                .allSatisfy(stacks -> assertThat(StackPanel.untitled(stacks)).isNotNull());
    }

    /** The second bar is the longest, and "1,000 (0.0010x)" stands behind it. */
    @Test
    void whatIsWrittenBehindABarIsInsideItsPlot() {
        var stacks = new Stacks(
                "Cycles by cause",
                "cycles",
                List.of("a-rather-long-name-of-a-workload", "b"),
                Map.of("useful", 0),
                List.of(Map.of("useful", 1.0), Map.of("useful", 1000.0)),
                true,
                "");
        JFreeChart panel = StackPanel.untitled(stacks);
        var drawn = new ChartRenderingInfo();
        var image = new BufferedImage(Figure.WIDTH, 300, BufferedImage.TYPE_INT_RGB);
        panel.draw(image.createGraphics(), new Rectangle2D.Double(0, 0, Figure.WIDTH, 300), drawn);

        Rectangle2D plot = drawn.getPlotInfo().getSubplotInfo(0).getDataArea();
        var toScale = (CategoryPlot)
                ((CombinedDomainCategoryPlot) panel.getPlot()).getSubplots().get(0);
        double end = plot.getWidth() * 1000 / toScale.getRangeAxis().getUpperBound();
        assertThat(end + PlotStyle.width(" 1,000 (0.0010\u00d7)", PlotStyle.SMALL))
                .isLessThan(plot.getWidth());
        assertThat(end).isGreaterThan(plot.getWidth() * 0.6);
    }

    /** Steps of 0.05 need two. */
    @Test
    @SuppressWarnings("unchecked")
    void ticksOfAnAxisHaveTheSameDecimals() {
        NumberAxis axis = StyledPlot.axis("accuracy (%)");
        axis.setRange(99.2, 99.6);
        List<Object> ticks = axis.refreshTicks(
                new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB).createGraphics(),
                new AxisState(),
                new Rectangle2D.Double(0, 0, 400, 300),
                RectangleEdge.LEFT);
        assertThat(ticks).extracting(Object::toString).contains("99.20", "99.25", "99.50");
    }
}
