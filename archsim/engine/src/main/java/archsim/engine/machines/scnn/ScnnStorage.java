package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import archsim.engine.machines.broadcast.OnChipActivations;
import archsim.engine.machines.broadcast.ZeroRuns;
import archsim.engine.pe.Machine;
import archsim.engine.sram.SramBuffer;

/**
 * A layer's activations as SCNN stores them: those that are not zero, each with a zero run of four bits.
 *
 * <p>The zeros among the outputs are not known to the layer; outputs count as dense as its inputs.
 */
final class ScnnStorage {

    private final ScnnLayer layer;
    private final Machine machine;
    private long inputEntries;
    private long mostInputEntries;

    ScnnStorage(ScnnLayer layer) {
        this.layer = layer;
        machine = layer.machine();
    }

    void addImage(ScnnInputs inputs) {
        inputEntries += inputs.entries();
        mostInputEntries = Math.max(mostInputEntries, inputs.mostEntries());
    }

    /** Bits of a stored value and its run. */
    int entryBits() {
        return machine.precision().activationBits() + ZeroRuns.BITS;
    }

    /** All inputs. */
    long inputBits() {
        return inputEntries * entryBits();
    }

    /** All outputs, after pooling. */
    long outputBits() {
        return asDenseAsInputs(OnChipActivations.allOutputs(
                        layer.kept().layer(), layer.kept().allFilters()))
                * entryBits();
    }

    private long asDenseAsInputs(long outputs) {
        return Ceil.div(outputs * layer.kept().layer().inputs().count(), layer.inputs());
    }

    /** Where they are between layers; each PE stores its own part. */
    OnChipActivations onChip() {
        long mostOutputs =
                OnChipActivations.mostOutputs(layer.kept().layer(), layer.kept().allFilters(), machine.peArray());
        return OnChipActivations.of(
                new OnChipActivations.Side(
                        mostInputEntries * entryBits(),
                        bitsOfPe(machine.buffers().inputs()),
                        inputBits()),
                new OnChipActivations.Side(
                        asDenseAsInputs(mostOutputs) * entryBits(),
                        bitsOfPe(machine.buffers().outputs()),
                        outputBits()));
    }

    /** Weights that a PE's queue holds. */
    long weightQueueBits() {
        return bitsOfPe(machine.buffers().weights());
    }

    private long bitsOfPe(SramBuffer buffer) {
        return buffer.capacityBytes() * 8L / machine.peArray().size();
    }
}
