package archsim.engine.dataflow;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;

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
        return new SlotStack(present, fragmentation, waiting, 0, entries - present + looks, 0, fillCycles * pes, 0);
    }

    /** Counts what queues, pointers, codebooks, arithmetic and destination registers did. */
    void count(PlanBuilder builder) {
        int activationBits = machine.precision().activationBits();
        builder.countProducts(entries, entries);
        long queued = queues.columns() * usedPes;
        for (boolean write : new boolean[] {true, false}) {
            builder.counts()
                    .add(
                            "queues",
                            DataType.INPUTS,
                            new Action.RegisterAccess(eie.queueDepth(), activationBits, write),
                            queued);
            builder.counts()
                    .add(
                            "accumulators",
                            DataType.PSUMS,
                            new Action.RegisterAccess(
                                    eie.registersPerFile(), machine.precision().accumulatorBits(), write),
                            entries);
        }
        builder.counts()
                .add(
                        "pointerMemory",
                        DataType.INDICES,
                        new Action.SramAccess(eie.pointerBytes() / 2, EieCode.POINTER_BITS, false),
                        2 * queued);
        builder.counts()
                .add(
                        "codebook",
                        DataType.WEIGHTS,
                        new Action.RegisterAccess(codebookWords(), activationBits, false),
                        entries);
        builder.counts().add("indexing", DataType.INDICES, new Action.IndexDecode(eie.indexBits()), entries);
    }

    private int codebookWords() {
        return 1 << Math.min(machine.precision().weightBits(), 16);
    }
}
