package archsim.engine.dataflow;

import archsim.base.Ceil;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import java.util.List;

/** What DCNN moves and counts: activations raw on the chip, and compressed in DRAM by DCNN-opt. */
final class DcnnTraffic {

    private final Dcnn dcnn;
    private final KeptLayer kept;
    private final LayerWorkload layer;
    private final Machine machine;
    private final int activationBits;
    private final ActionCounts counts = new ActionCounts();

    DcnnTraffic(Dcnn dcnn, KeptLayer kept, Machine machine) {
        this.dcnn = dcnn;
        this.kept = kept;
        this.machine = machine;
        layer = kept.layer();
        activationBits = machine.precision().activationBits();
    }

    OnChipActivations onChip() {
        LayerShape shape = layer.shape();
        int elements = machine.peArray().size();
        long mostInputs = shape.isFullyConnected()
                ? Ceil.div(shape.c(), elements)
                : (long) shape.c()
                        * Ceil.div(shape.h(), machine.peArray().rows())
                        * Ceil.div(shape.w(), machine.peArray().columns());
        long mostOutputs = OnChipActivations.mostOutputs(layer, kept.allFilters(), machine.peArray());
        return OnChipActivations.of(
                side(mostInputs, machine.buffers().inputs(), dramBits(shape.inputs())),
                side(mostOutputs, machine.buffers().outputs(), dramBits(allOutputs())));
    }

    private OnChipActivations.Side side(long most, SramBuffer buffer, long dramBits) {
        return new OnChipActivations.Side(
                most * activationBits,
                buffer.capacityBytes() * 8L / machine.peArray().size(),
                dramBits);
    }

    private long allOutputs() {
        return OnChipActivations.allOutputs(layer, kept.allFilters());
    }

    /** As many entries for each activation as the inputs have; the zeros of the outputs are not known. */
    private long dramBits(long activations) {
        if (!dcnn.optimised()) {
            return activations * activationBits;
        }
        double entries = (double) inputEntries() / layer.inputs().size();
        return (long) Math.ceil(activations * entries) * (activationBits + ScnnStorage.RUN_BITS);
    }

    /** Inputs that are not zero, and fillers of longer runs of zeros, in one stream. */
    private long inputEntries() {
        Mask inputs = layer.inputs();
        long entries = 0;
        int next = 0;
        for (int i = inputs.next(0); i < inputs.size(); i = inputs.next(i + 1)) {
            entries += 1 + ((i - next) >>> ScnnStorage.RUN_BITS);
            next = i + 1;
        }
        return entries;
    }

    /**
     * What happens on the chip.
     *
     * @param dotProducts over all PEs
     * @param products of these
     * @param inputReads vectors of inputs read
     */
    ActionCounts actions(List<Tile> tiles, long dotProducts, long products, long inputReads) {
        countMoves(tiles);
        SramBuffer weights = machine.buffers().weights();
        SramBuffer inputs = machine.buffers().inputs();
        long vectorBits = (long) dcnn.channelsPerCycle() * activationBits;
        access(
                "weightBuffer",
                weights,
                DataType.WEIGHTS,
                false,
                dotProducts * weights.words((long) dcnn.channelsPerCycle() * layer.weightBits()));
        access("inputBuffer", inputs, DataType.INPUTS, false, inputReads * inputs.words(vectorBits));
        long multiplied = dcnn.optimised() ? EffectualMacs.count(layer) : products;
        int sumBits = machine.precision().accumulatorBits();
        counts.add(
                "multipliers",
                DataType.PSUMS,
                new Action.Multiply(machine.precision().operandBits()),
                multiplied);
        counts.add("adders", DataType.PSUMS, new Action.Add(sumBits), multiplied);
        counts.add(
                "accumulators",
                DataType.PSUMS,
                new Action.RegisterAccess(dcnn.accumulatorEntries(), sumBits, false),
                dotProducts);
        counts.add(
                "accumulators",
                DataType.PSUMS,
                new Action.RegisterAccess(dcnn.accumulatorEntries(), sumBits, true),
                dotProducts);
        return counts;
    }

    private void countMoves(List<Tile> tiles) {
        long receivers = layer.shape().isFullyConnected() ? 1 : machine.peArray().size();
        SramBuffer outputs = machine.buffers().outputs();
        for (Tile tile : tiles) {
            for (Transfer load : tile.loads()) {
                boolean input = load.dataType() == DataType.INPUTS;
                SramBuffer buffer =
                        input ? machine.buffers().inputs() : machine.buffers().weights();
                access(
                        input ? "inputBuffer" : "weightBuffer",
                        buffer,
                        load.dataType(),
                        true,
                        buffer.words(load.bits()) * (input ? 1 : receivers));
            }
            access(
                    "outputBuffer",
                    outputs,
                    DataType.OUTPUTS,
                    false,
                    outputs.words(tile.store().bits()));
        }
        access("outputBuffer", outputs, DataType.OUTPUTS, true, outputs.words(allOutputs() * activationBits));
    }

    private void access(String component, SramBuffer buffer, DataType type, boolean write, long words) {
        counts.add(component, type, new Action.SramAccess(buffer.bankBytes(), buffer.wordBits(), write), words);
    }
}
