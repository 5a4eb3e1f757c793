package archsim.engine.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import archsim.energy.AreaModel;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.PaperClock;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.Metrics;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A layer on a shipped machine under the prices that ship, against what was worked out on paper. */
public final class PricedLayer {

    /** What rounding of doubles may make of a sum of a few products. */
    private static final double PERCENT = 1e-7;

    /** Energy of a gate at 65 nm over that at 45 nm: both rows of stillmaker-baas.json at their supply. */
    public static final double ENERGY_65_OF_45_NM =
            (3.755 * 1.1 * 1.1 - 4.398 * 1.1 + 1.975) / (1.018 * 1 * 1 - 0.3107 * 1 + 0.1539);

    /** Area of a gate at 65 nm over that at 45 nm: {@code areaFrom180} of both rows of stillmaker-baas.json. */
    public static final double AREA_65_OF_45_NM = 0.08 / 0.053;

    private final Accelerator accelerator;
    private final DramStandard memory = DramStandards.find("ddr4-2400");
    private final LayerWorkload layer;

    public PricedLayer(String design, LayerWorkload layer) {
        this.accelerator = AcceleratorLibrary.find(design);
        this.layer = layer;
    }

    /** The layer's plan. */
    public LayerPlan plan() {
        return accelerator.dataflow().plan(layer, accelerator.machine(), new OneTile(accelerator.dataflow()));
    }

    /**
     * arithmetic-45nm.json: a product of 32 bits takes 1.3274 times as much at a cycle of 1 ns as at 2 ns. One of 16 bits settles
     * 2^0.67 = 1.591 times as soon, and a cycle at 65 nm is 19.1517 / 12.5 = 1.532 times fewer gates.
     *
     * @param cyclePs what the machine's cycle is to 32 bits at 45 nm
     */
    public static double settlingWithin(int cyclePs) {
        return Math.pow(1.3274, Math.log(2000.0 / cyclePs) / Math.log(2));
    }

    /** Fails unless the chip spends these picojoules by component, nothing else, and {@code totalPj} in all. */
    public void requireEnergyPj(Map<String, Double> byComponent, double totalPj) {
        var model = EnergyModels.of(
                TableSet.shipped(),
                accelerator.technologyNm(),
                accelerator.transistors(),
                accelerator.operatingPoint(),
                memory);
        var energy = EnergyBreakdown.of(plan().onChip(), model);
        var spent = new HashMap<String, Double>();
        energy.energyPj().keySet().forEach(component -> spent.put(component, energy.componentPj(component)));
        spent.values().removeIf(pj -> pj == 0);
        requireClose(spent, byComponent);
        assertThat(energy.totalPj()).isCloseTo(totalPj, withinPercentage(PERCENT));
        assertThat(metrics().energy().componentPj("clock"))
                .isCloseTo(PaperClock.cyclePj(accelerator) * metrics().cycles(), withinPercentage(PERCENT));
        byComponent.forEach((component, pj) ->
                assertThat(metrics().energy().componentPj(component)).isCloseTo(pj, withinPercentage(PERCENT)));
    }

    /** Fails unless the machine's components take these square millimetres, and there are no others but the clock. */
    public void requireAreaMm2(Map<String, Double> withoutClock) {
        var byComponent = new HashMap<>(withoutClock);
        byComponent.put("clock", PaperClock.areaMm2(accelerator));
        var model = new AreaModel(TableSet.shipped(), accelerator.technologyNm(), accelerator.transistors());
        var areas = new HashMap<String, Double>();
        accelerator
                .components()
                .forEach(part -> areas.merge(part.component().name(), part.areaMm2(model), Double::sum));
        requireClose(areas, byComponent);
    }

    /** Fails unless each buffer leaks so many milliwatts, which are picojoules a nanosecond, over the layer's time. */
    public void requireLeakageMw(double weights, double inputs, double outputs) {
        Metrics metrics = metrics();
        long timeNs = Math.round(metrics.cycles() * 1000 / accelerator.clockMhz());
        Map<DataType, Double> leakage = metrics.energy().energyPj().get("leakage");
        assertThat(leakage).containsOnlyKeys(DataType.WEIGHTS, DataType.INPUTS, DataType.OUTPUTS);
        assertThat(leakage.get(DataType.WEIGHTS)).isCloseTo(timeNs * weights, withinPercentage(PERCENT));
        assertThat(leakage.get(DataType.INPUTS)).isCloseTo(timeNs * inputs, withinPercentage(PERCENT));
        assertThat(leakage.get(DataType.OUTPUTS)).isCloseTo(timeNs * outputs, withinPercentage(PERCENT));
    }

    private Metrics metrics() {
        var workload = new Workload("by hand", "test", "0".repeat(64), List.of(layer));
        return new Simulator(
                        accelerator, memory, Fidelity.ANALYTICAL, new OneTile(accelerator.dataflow()).tiling(layer))
                .run(workload)
                .result()
                .layers()
                .get(0)
                .metrics();
    }

    private static void requireClose(Map<String, Double> actual, Map<String, Double> expected) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        expected.forEach((component, figure) ->
                assertThat(actual.get(component)).as(component).isCloseTo(figure, withinPercentage(PERCENT)));
    }
}
