package archsim.engine.run;

import archsim.base.Ceil;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.dataflow.EffectualMacs;
import archsim.engine.dataflow.InfeasibleLayerException;
import archsim.engine.dataflow.LayerPlan;
import archsim.tables.DramStandard;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import archsim.workloads.storage.StorageBits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs workloads on one machine with one memory.
 *
 * <p>Layers run one after the other, each with the memory idle at its start, so they are simulated independently.
 */
public final class Simulator {

    private final Accelerator accelerator;
    private final DramStandard memory;
    private final Fidelity fidelity;
    private final EnergyModel energyModel;

    public Simulator(Accelerator accelerator, DramStandard memory, Fidelity fidelity) {
        this.accelerator = accelerator;
        this.memory = memory;
        this.fidelity = fidelity;
        this.energyModel = EnergyModels.of(accelerator.technologyNm(), memory);
    }

    /** The prices that this simulator uses. */
    EnergyModel energyModel() {
        return energyModel;
    }

    /**
     * Simulates every layer.
     *
     * @throws InfeasibleLayerException if the machine cannot run one
     */
    public RunResult run(Workload workload) {
        List<LayerResult> layers =
                workload.layers().parallelStream().map(this::run).toList();
        return RunResult.of(workload.name(), accelerator.name(), layers);
    }

    private LayerResult run(LayerWorkload layer) {
        if (layer.weightBits() > accelerator.precision().weightBits()) {
            throw new InfeasibleLayerException(
                    layer.layer().name(),
                    "its weights have %d bits, the multipliers take %d; quantise the model or widen the precision"
                            .formatted(
                                    layer.weightBits(), accelerator.precision().weightBits()));
        }
        LayerPlan plan = accelerator.dataflow().plan(layer, accelerator.machine());
        return new LayerResult(layer.layer().name(), plan.mode(), layer.layer().isConvolution(), figures(layer, plan));
    }

    private Figures figures(LayerWorkload layer, LayerPlan plan) {
        long periodPs = accelerator.clockPeriodPs();
        var bursts = new BurstPlan(plan, memory.geometry().burstBytes(), regionBursts());
        long analyticalCycles = AnalyticalBound.cycles(plan, bursts, memory, periodPs);
        long cycles = analyticalCycles;
        DramUse dram;
        if (fidelity == Fidelity.EVENT) {
            var simulation = new LayerSimulation(plan, bursts, memory, periodPs);
            long endPs = simulation.run();
            cycles = Ceil.div(endPs, periodPs);
            dram = DramUse.simulated(bursts, simulation.channel(), endPs);
        } else {
            dram = DramUse.estimated(bursts, memory, analyticalCycles * periodPs);
        }
        double timeNs = cycles * 1000.0 / accelerator.clockMhz();
        var counts = new ActionCounts();
        counts.addAll(plan.onChip());
        dram.addTo(counts, memory);
        addLeakage(counts, Math.round(timeNs));
        long multipliers = accelerator.machine().multipliers();
        boolean dense = layer.scheme() == Scheme.DENSE;
        long present = layer.weights().count();
        return new Figures(
                cycles,
                plan.computeCycles(),
                analyticalCycles,
                timeNs,
                layer.shape().macs(),
                dense ? layer.shape().macs() : present * layer.shape().outputPositions(),
                EffectualMacs.count(layer),
                layer.shape().weights(),
                dense ? layer.shape().weights() : present,
                accelerator.machine().multipliers(),
                plan.computeSlots().plusDramStall((cycles - plan.computeCycles()) * multipliers),
                EnergyBreakdown.of(counts, energyModel),
                dram.bytes(memory),
                sramAccesses(counts),
                StorageBits.NONE);
    }

    /** Regions of memory are aligned so that they share no row. */
    private long regionBursts() {
        return memory.geometry().rowBytes()
                / memory.geometry().burstBytes()
                * memory.geometry().bankGroups();
    }

    private void addLeakage(ActionCounts counts, long timeNs) {
        accelerator
                .buffers()
                .byDataType()
                .forEach((type, buffer) -> counts.add(
                        "leakage",
                        type,
                        new Action.SramLeakage(buffer.bankBytes(), buffer.wordBits()),
                        timeNs * buffer.banks()));
    }

    private static Map<String, Long> sramAccesses(ActionCounts counts) {
        var accesses = new LinkedHashMap<String, Long>();
        counts.forEach((key, count) -> {
            if (key.action() instanceof Action.SramAccess) {
                accesses.merge(key.component(), count, Math::addExact);
            }
        });
        return accesses;
    }
}
