package archsim.engine.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import archsim.energy.AreaModel;
import archsim.energy.ComponentParts;
import archsim.energy.EnergyBreakdown;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.Metrics;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Holds a machine's energies and areas against those worked out on paper, nine digits of each. */
public final class PaperMachine {

    private static final double PERCENT = 1e-7;

    private PaperMachine() {}

    /** A figure between two tabulated ones, which a power law joins. */
    public static double between(double low, double atLow, double high, double atHigh, double x) {
        return atLow * Math.pow(atHigh / atLow, Math.log(x / low) / Math.log(high / low));
    }

    /**
     * Simulates a layer with LPDDR4 beside the machine.
     *
     * @param onChipPj energy of each component but {@code clock}, {@code dram} and {@code leakage}
     * @param leakagePjPerNs of all banks
     */
    public static void checkEnergy(
            Accelerator machine, LayerWorkload layer, Map<String, Double> onChipPj, double leakagePjPerNs) {
        var workload = new Workload("paper", "a test", "", List.of(layer), OptionalDouble.empty());
        Metrics metrics = new Simulator(machine, DramStandards.find("lpddr4-2400"), Fidelity.EVENT)
                .run(workload)
                .result()
                .layers()
                .get(0)
                .metrics();
        EnergyBreakdown energy = metrics.energy();
        var expectedPj = new LinkedHashMap<>(onChipPj);
        expectedPj.put("clock", PaperClock.cyclePj(machine) * metrics.cycles());
        expectedPj.put("leakage", leakagePjPerNs * Math.round(metrics.cycles() * 1000 / machine.clockMhz()));
        expectedPj.put("dram", energy.componentPj("dram"));
        assertThat(energy.energyPj().keySet()).isEqualTo(expectedPj.keySet());
        expectedPj.forEach((component, pj) ->
                assertThat(energy.componentPj(component)).as(component).isCloseTo(pj, withinPercentage(PERCENT)));
        double totalPj =
                expectedPj.values().stream().mapToDouble(Double::doubleValue).sum();
        assertThat(energy.totalPj()).isCloseTo(totalPj, withinPercentage(PERCENT));
    }

    /** Compares the area of each component, and that no other but the clock has one. */
    public static void checkAreas(Accelerator machine, Map<String, Double> withoutClockMm2) {
        var areasMm2 = new LinkedHashMap<>(withoutClockMm2);
        areasMm2.put("clock", PaperClock.areaMm2(machine));
        var model = new AreaModel(TableSet.shipped(), machine.technologyNm(), machine.transistors());
        var actualMm2 = new LinkedHashMap<String, Double>();
        for (ComponentParts parts : machine.components()) {
            actualMm2.merge(parts.component().name(), parts.areaMm2(model), Double::sum);
        }
        assertThat(actualMm2.keySet()).isEqualTo(areasMm2.keySet());
        areasMm2.forEach((component, mm2) ->
                assertThat(actualMm2.get(component)).as(component).isCloseTo(mm2, withinPercentage(PERCENT)));
    }
}
