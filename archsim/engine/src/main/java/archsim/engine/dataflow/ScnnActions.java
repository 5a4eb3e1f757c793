package archsim.engine.dataflow;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import java.util.List;

/** What SCNN's PEs do on the chip, as counts. */
final class ScnnActions {

    private ScnnActions() {}

    /** @param useful products that reach an output */
    static ActionCounts of(ScnnLayer layer, ScnnSteps steps, ScnnStorage storage, List<Tile> tiles, long useful) {
        Scnn scnn = layer.scnn();
        long sums = scnn.bankHash().isLocal() ? steps.products() : useful;
        Machine machine = layer.machine();
        int weightBits = layer.kept().layer().weightBits();
        var actions = new BroadcastActions(machine, weightBits, ScnnStorage.RUN_BITS, scnn.weightsPerCycle());
        actions.addTransfers(layer.shape(), tiles);
        actions.addOutputs(storage.outputBits());
        actions.addWeightReads(steps.steps());
        actions.addInputReads(steps.vectors(), (long) scnn.activationsPerCycle() * storage.entryBits());
        long decoded = steps.steps() * scnn.weightsPerCycle() + steps.vectors() * scnn.activationsPerCycle();
        actions.add("indexing", DataType.INDICES, new Action.IndexDecode(ScnnStorage.RUN_BITS), decoded);
        var multiply = new Action.Multiply(machine.precision().operandBits());
        actions.add("multipliers", DataType.PSUMS, multiply, steps.products());
        int sumBits = machine.precision().accumulatorBits();
        var scatter = new Action.CrossbarTransfer(scnn.multipliersPerPe(), scnn.accumulatorBanks(), sumBits);
        actions.add("crossbar", DataType.PSUMS, scatter, sums);
        int entriesOfBank = Math.max(1, scnn.accumulatorEntries() / scnn.accumulatorBanks());
        actions.add("accumulators", DataType.PSUMS, new Action.Accumulate(entriesOfBank, sumBits), sums);
        return actions.counts();
    }
}
