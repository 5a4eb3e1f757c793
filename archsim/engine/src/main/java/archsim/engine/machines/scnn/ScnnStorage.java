package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import archsim.engine.machines.broadcast.OnChipActivations;
import archsim.engine.pe.Machine;
import archsim.engine.sram.SramBuffer;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.storage.ScnnBlocks;

/**
 * A layer's activations as SCNN stores them: those that are not zero, each with a zero run of four bits.
 *
 * <p>The zeros among the outputs are not known to the layer; outputs count as dense as its inputs.
 */
final class ScnnStorage {

    private final KeptLayer kept;
    private final long inputs;
    private final Machine machine;

    /** @param inputs of all images, those that only fill a plane up left out */
    ScnnStorage(KeptLayer kept, long inputs, Machine machine) {
        this.kept = kept;
        this.inputs = inputs;
        this.machine = machine;
    }

    /** Bits of a stored value and its run. */
    int entryBits() {
        return machine.precision().activationBits() + ScnnBlocks.RUNS.bits();
    }

    /** Whether the PEs' memories hold these inputs. */
    boolean holds(ScnnInputs part) {
        return part.mostEntries() * entryBits() <= bitsOfPe(machine.buffers().inputs());
    }

    /** Whether they may hold the inputs of each part of a cut, dealt evenly and without fillers. */
    boolean mayHold(ScnnCut cut) {
        long memories = (long) cut.regions(kept.shape()) * machine.peArray().size();
        return kept.layer().inputs().count() * (long) entryBits()
                <= memories * bitsOfPe(machine.buffers().inputs());
    }

    /** Whether they hold the outputs of {@code images}. */
    boolean holdsOutputs(int images) {
        long most = images * OnChipActivations.mostOutputs(kept.layer(), kept.allFilters(), machine.peArray());
        return asDenseAsInputs(most) * entryBits() <= bitsOfPe(machine.buffers().outputs());
    }

    /** All outputs, after pooling. */
    long outputBits() {
        return asDenseAsInputs(OnChipActivations.allOutputs(kept.layer(), kept.allFilters())) * entryBits();
    }

    private long asDenseAsInputs(long outputs) {
        return Ceil.div(outputs * kept.layer().inputs().count(), inputs);
    }

    /** Weights that a PE's queue holds. */
    long weightQueueBits() {
        return bitsOfPe(machine.buffers().weights());
    }

    private long bitsOfPe(SramBuffer buffer) {
        return buffer.capacityBytes() * 8L / machine.peArray().size();
    }
}
