package archsim.validation.machine;

import archsim.base.Ceil;
import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.PeArray;
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
        /**
         * Cycles in which the array waits for weights, of all. Shifting weights into it is no waiting, though while they are
         * late no stream hides it: the TPU's counters have both apart.
         */
        STALL_PERCENT,
        /** The same, of the cycles in which nothing streams. */
        STALL_OF_IDLE_PERCENT,
        /** Cycles in which the array works or a tile is shifted in behind a stream, of all. */
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
            case STALL_PERCENT -> 100.0 * stallCycles(totals, design) / totals.cycles();
            case STALL_OF_IDLE_PERCENT ->
                100.0 * stallCycles(totals, design) / (totals.cycles() - tiles(design) * uses);
            case UNSTALLED_PERCENT -> 100.0 * totals.computeCycles() / totals.cycles();
        };
    }

    /** A tile is shifted in while the one before it streams, for as long as the shorter of both takes. */
    private long stallCycles(Metrics totals, Accelerator design) {
        long openShift = tiles(design) * Math.min(design.machine().peArray().rows(), uses);
        return Math.max(0, totals.cycles() - totals.computeCycles() - openShift);
    }

    private long tiles(Accelerator design) {
        PeArray array = design.machine().peArray();
        return (long) Ceil.div(side, array.rows()) * Ceil.div(side, array.columns());
    }
}
