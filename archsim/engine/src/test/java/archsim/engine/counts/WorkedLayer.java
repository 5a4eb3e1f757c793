package archsim.engine.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import archsim.energy.Action;
import archsim.energy.AreaModel;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.machines.OneTile;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.Metrics;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A layer of one machine worked out on paper: counts and prices line by line, leakage and area. */
public final class WorkedLayer {

    /** As near as sums of doubles in another order come. */
    private static final double PER_CENT = 1e-7;

    private static final DramStandard MEMORY = DramStandards.find("lpddr4-2400");

    private final Accelerator design;
    private final LayerWorkload layer;
    private final EnergyModel model;
    private final Tally tally = new Tally();
    private final Map<String, Double> energyPj = new LinkedHashMap<>();

    /** A layer of which no line is written yet. */
    public WorkedLayer(Accelerator design, LayerWorkload layer) {
        this.design = design;
        this.layer = layer;
        this.model = EnergyModels.of(
                TableSet.shipped(), design.technologyNm(), design.transistors(), design.operatingPoint(), MEMORY);
    }

    /** {@code count} actions at {@code pricePj} each, which is checked at once. */
    public WorkedLayer line(String component, DataType type, Action action, long count, double pricePj) {
        assertThat(model.price(action).energyPj()).as("%s", action).isCloseTo(pricePj, withinPercentage(PER_CENT));
        tally.add(component, type, action, count);
        energyPj.merge(component, count * pricePj, Double::sum);
        return this;
    }

    /**
     * Checks counts, energy, clock and leakage of the layer.
     *
     * @param leakageMw of all buffers
     */
    public void check(double leakageMw) {
        var oneTile = new OneTile(design.dataflow());
        LayerPlan plan = design.dataflow().plan(layer, design.machine(), oneTile);
        assertThat(Tally.of(plan)).isEqualTo(tally.counts());
        Metrics metrics = new Simulator(design, MEMORY, Fidelity.ANALYTICAL, oneTile.tiling(layer))
                .run(new Workload("worked", "worked", "", List.of(layer)))
                .result()
                .totals();
        EnergyBreakdown energy = metrics.energy();
        energyPj.put("clock", PaperClock.cyclePj(design) * metrics.cycles());
        energyPj.put("leakage", leakageMw * Math.round(metrics.cycles() * 1000.0 / design.clockMhz()));
        double totalPj = 0;
        for (Map.Entry<String, Double> component : energyPj.entrySet()) {
            assertThat(energy.componentPj(component.getKey()))
                    .as("%s", component.getKey())
                    .isCloseTo(component.getValue(), withinPercentage(PER_CENT));
            totalPj += component.getValue();
        }
        assertThat(energy.totalPj() - energy.componentPj("dram")).isCloseTo(totalPj, withinPercentage(PER_CENT));
    }

    /** Checks the area of every component, in square millimetres; that of the clock is worked out here. */
    public static void checkArea(Accelerator design, Map<String, Double> withoutClockMm2) {
        var expectedMm2 = new LinkedHashMap<>(withoutClockMm2);
        expectedMm2.put("clock", PaperClock.areaMm2(design));
        var model = new AreaModel(TableSet.shipped(), design.technologyNm(), design.transistors());
        var areaMm2 = new LinkedHashMap<String, Double>();
        design.components().forEach(part -> areaMm2.merge(part.component().name(), part.areaMm2(model), Double::sum));
        assertThat(areaMm2.keySet()).isEqualTo(expectedMm2.keySet());
        expectedMm2.forEach((component, area) ->
                assertThat(areaMm2.get(component)).as("%s", component).isCloseTo(area, withinPercentage(PER_CENT)));
    }

    /** On a straight line through two points of logarithmic axes, as tables are read between their rows. */
    public static double between(double lowX, double low, double highX, double high, double x) {
        return low * Math.pow(high / low, Math.log(x / lowX) / Math.log(highX / lowX));
    }
}
