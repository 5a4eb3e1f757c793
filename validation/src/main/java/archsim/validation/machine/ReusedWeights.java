package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.Metrics;
import archsim.validation.fact.Measurement;
import archsim.validation.memory.ReferenceMemories;
import archsim.workloads.LayerShape;
import archsim.workloads.Workload;
import java.util.List;

/**
 * An application that uses each of its weights so many times whenever it is fetched, as a square matrix past which as many
 * vectors stream: of the application's layers no more is published.
 *
 * @param machine name of a reference machine, as described in a run configuration
 * @param memory name of a reference memory
 * @param side of the matrix: inputs, and outputs
 * @param uses of each weight
 */
public record ReusedWeights(
        String machine,
        String memory,
        @Range(min = 1, max = 16384) int side,
        @Range(min = 1, max = 65536) int uses,
        Quantity quantity)
        implements Measurement {

    /** What is measured. */
    public enum Quantity {
        /** Tera-operations a second, a multiply-accumulate being two. */
        TERA_OPERATIONS,
        /** Cycles in which the array waits for weights, of all. */
        STALL_PERCENT,
        /** The other cycles, of all. */
        UNSTALLED_PERCENT
    }

    @Override
    public double value() {
        Accelerator design = ReferenceMachines.find(machine);
        LayerShape shape = LayerShape.fullyConnected(uses, side, side);
        var workload = new Workload(
                "application",
                "published",
                "",
                List.of(DenseLayer.of(shape, design.precision().weightBits())));
        Metrics totals = new Simulator(design, ReferenceMemories.find(memory), Fidelity.EVENT)
                .run(workload)
                .result()
                .totals();
        return switch (quantity) {
            case TERA_OPERATIONS -> 2.0 * shape.macs() * design.clockMhz() / totals.cycles() / 1e6;
            case STALL_PERCENT -> 100 - unstalledPercent(totals);
            case UNSTALLED_PERCENT -> unstalledPercent(totals);
        };
    }

    private static double unstalledPercent(Metrics totals) {
        return 100.0 * totals.computeCycles() / totals.cycles();
    }
}
