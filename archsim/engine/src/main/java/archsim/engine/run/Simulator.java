package archsim.engine.run;

import archsim.energy.ActionCounts;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.energy.UnpricedActionException;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.dataflow.InfeasibleLayerException;
import archsim.engine.dataflow.LayerPlan;
import archsim.tables.DramStandard;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Workload;
import java.util.List;

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

    /**
     * Simulates every layer.
     *
     * @throws InfeasibleLayerException if the machine cannot run one
     * @throws UnpricedActionException if the energy tables do not cover the machine
     */
    public SimulatedRun run(Workload workload) {
        List<SimulatedLayer> layers =
                workload.layers().parallelStream().map(this::run).toList();
        var result = RunResult.of(
                workload.name(),
                accelerator.name(),
                workload.accuracy(),
                layers.stream().map(SimulatedLayer::result).toList());
        List<String> sources = layers.stream()
                .flatMap(layer -> layer.sources().stream())
                .distinct()
                .toList();
        return new SimulatedRun(result, sources);
    }

    private record SimulatedLayer(LayerResult result, List<String> sources) {}

    private SimulatedLayer run(LayerWorkload layer) {
        String name = layer.layer().name();
        int multiplierBits = accelerator.precision().weightBits();
        if (layer.weightBits() > multiplierBits) {
            throw new InfeasibleLayerException(
                    name,
                    "its weights have %d bits, the multipliers take %d; quantise the model or widen the precision"
                            .formatted(layer.weightBits(), multiplierBits));
        }
        LayerPlan plan = accelerator.dataflow().plan(layer, accelerator.machine());
        MemoryOutcome outcome = MemoryOutcome.of(plan, accelerator, memory, fidelity);
        var figures = new LayerFigures(layer, plan, outcome, accelerator, memory);
        ActionCounts counts = figures.counts();
        var result =
                new LayerResult(name, plan.mode(), layer.layer().isConvolution(), figures.priced(counts, energyModel));
        return new SimulatedLayer(result, EnergyBreakdown.sources(counts, energyModel));
    }
}
