package archsim.engine.machines.scnn;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.machines.broadcast.BroadcastActions;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Tile;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.storage.ScnnBlocks;
import java.util.List;

/** What SCNN's PEs do on the chip, as counts. */
final class ScnnActions {

    private ScnnActions() {}

    /** @param useful products that reach an output */
    static ActionCounts of(
            Scnn scnn,
            KeptLayer kept,
            Machine machine,
            ScnnWork work,
            ScnnStorage storage,
            List<Tile> tiles,
            long useful) {
        long sums = scnn.bankHash().isLocal() ? work.products() : useful;
        int weightBits = kept.layer().weightBits();
        var actions = new BroadcastActions(
                machine, weightBits, ScnnBlocks.RUNS.bits(), scnn.weightsPerCycle(), scnn.prefetch());
        actions.addTransfers(kept.shape(), tiles);
        actions.addOutputs(storage.outputBits());
        actions.addWeightReads(work.steps());
        actions.addInputReads(work.vectors(), (long) scnn.activationsPerCycle() * storage.entryBits());
        long decoded = work.steps() * scnn.weightsPerCycle() + work.vectors() * scnn.activationsPerCycle();
        actions.add(Component.INDEXING, DataType.INDICES, new Action.IndexDecode(ScnnBlocks.RUNS.bits()), decoded);
        var multiply = machine.precision().product();
        actions.add(Component.MULTIPLIERS, DataType.PSUMS, multiply, work.products());
        int sumBits = machine.precision().accumulatorBits();
        var scatter = new Action.CrossbarTransfer(scnn.multipliersPerPe(), scnn.accumulatorBanks(), sumBits);
        actions.add(ScnnKind.CROSSBAR, DataType.PSUMS, scatter, sums);
        actions.add(Component.INDEXING, DataType.INDICES, new Action.LocateProduct(), work.products());
        actions.add(Component.ACCUMULATORS, DataType.PSUMS, new Action.Accumulate(scnn.entriesOfBank(), sumBits), sums);
        return actions.counts();
    }
}
