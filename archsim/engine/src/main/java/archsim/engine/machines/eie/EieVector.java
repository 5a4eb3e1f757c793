package archsim.engine.machines.eie;

import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Machine;
import archsim.engine.pe.Precision;
import archsim.engine.pe.SlotStack;
import archsim.engine.tiling.Actions;
import archsim.workloads.storage.CscInterleaved;

/** One vector's pass over the rows that the PEs hold in registers: cycles, slots and actions. */
final class EieVector {

    private final Eie eie;
    private final Machine machine;
    private final int usedPes;
    private final EieQueues queues;
    private long present;
    private long entries;
    private long looks;
    private long cycles;

    /** @param usedPes those that have a row */
    EieVector(Eie eie, Machine machine, int usedPes) {
        this.eie = eie;
        this.machine = machine;
        this.usedPes = usedPes;
        this.queues = new EieQueues(usedPes, eie.queueDepth());
    }

    void broadcast(EieColumns block, int column) {
        queues.broadcast(block, column);
        present += block.present(column);
        entries += block.entries(column);
        for (int pe = 0; pe < usedPes; pe++) {
            looks += block.entries(column, pe) == 0 ? 1 : 0;
        }
    }

    /** Cycles since the tile before; queues run on from tile to tile, the pipeline is paid with the first. */
    long endTile() {
        long before = cycles;
        cycles = queues.cycles() + eie.pipelineCycles();
        return cycles - before;
    }

    /** Slots of all tiles of the pass. PEs without a row are left over; nothing can be done before the first broadcast. */
    SlotStack slots() {
        int pes = machine.multipliers();
        long fillCycles = eie.pipelineCycles() + Math.min(1, queues.columns());
        long fragmentation = (cycles - fillCycles) * (pes - usedPes);
        long waiting = (cycles - fillCycles) * usedPes - entries - looks;
        return SlotStack.useful(present)
                .lost(Cause.FRAGMENTATION, fragmentation)
                .lost(Cause.IMBALANCE, waiting)
                .lost(Cause.INDEX, entries - present + looks)
                .lost(Cause.FILL, fillCycles * pes);
    }

    /** What non-zero detection, queues, pointers, codebooks, arithmetic and destination registers did. */
    Actions actions() {
        Precision precision = machine.precision();
        var actions = new Actions();
        long queued = queues.columns() * usedPes;
        actions.add(
                EieKind.NON_ZERO_DETECTION,
                DataType.INPUTS,
                new Action.PriorityEncode(machine.multipliers()),
                queues.columns());
        for (boolean push : new boolean[] {true, false}) {
            var access = new Action.FifoAccess(eie.queueDepth(), precision.activationBits(), push);
            actions.add(EieKind.QUEUES, DataType.INPUTS, access, queued);
        }
        var pointer = new Action.SramAccess(eie.pointerBytes() / 2, CscInterleaved.POINTER_BITS, false);
        actions.add(EieKind.POINTER_MEMORY, DataType.INDICES, pointer, 2 * queued);
        actions.add(Component.INDEXING, DataType.INDICES, new Action.IndexDecode(eie.indexBits()), entries);
        var decoded = new Action.RegisterAccess(Eie.codebookWords(precision), precision.activationBits(), false);
        actions.add(EieKind.CODEBOOK, DataType.WEIGHTS, decoded, entries);
        actions.products(entries, 0);
        var sum = new Action.Accumulate(eie.registersPerFile(), precision.accumulatorBits());
        actions.add(Component.ACCUMULATORS, DataType.PSUMS, sum, entries);
        return actions;
    }
}
