package archsim.engine.machines.dcnn;

import archsim.base.Ceil;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.machines.broadcast.BroadcastActions;
import archsim.engine.machines.broadcast.OnChipActivations;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Tile;
import archsim.engine.sram.SramBuffer;
import archsim.engine.tiling.EffectualMacs;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.storage.ScnnBlocks;
import java.util.List;

/** What DCNN moves and counts: activations raw on the chip, and compressed in DRAM by DCNN-opt. */
final class DcnnTraffic {

    private final Dcnn dcnn;
    private final KeptLayer kept;
    private final LayerWorkload layer;
    private final Machine machine;
    private final int activationBits;

    DcnnTraffic(Dcnn dcnn, KeptLayer kept, Machine machine) {
        this.dcnn = dcnn;
        this.kept = kept;
        this.machine = machine;
        layer = kept.layer();
        activationBits = machine.precision().activationBits();
    }

    /** Images whose maps the memories hold if they hold those of one, up to {@code most}. */
    int imagesAtOnce(int most) {
        OnChipActivations one = onChip(1);
        int images = most;
        while (images > 1
                && !(onChip(images).loadedBits() == one.loadedBits()
                        && onChip(images).storedBits() == one.storedBits())) {
            images--;
        }
        return images;
    }

    /** @param images that are worked on at once */
    OnChipActivations onChip(int images) {
        LayerShape shape = layer.shape();
        int elements = machine.peArray().size();
        long mostInputs = shape.isFullyConnected()
                ? Ceil.div(shape.c(), elements)
                : (long) shape.c()
                        * Ceil.div(shape.h(), machine.peArray().rows())
                        * Ceil.div(shape.w(), machine.peArray().columns());
        long mostOutputs = OnChipActivations.mostOutputs(layer, kept.allFilters(), machine.peArray());
        var activations = OnChipActivations.of(
                side(images * mostInputs, machine.buffers().inputs(), dramBits(shape.inputs())),
                side(images * mostOutputs, machine.buffers().outputs(), dramBits(allOutputs())));
        return shape.isFullyConnected()
                ? new OnChipActivations(activations.loadedBits(), activations.storedBits(), 1)
                : activations;
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
        long entries = Ceil.div(activations * inputEntries(), layer.inputs().size());
        return entries * (activationBits + ScnnBlocks.RUNS.bits());
    }

    /** Inputs that are not zero, and fillers of longer runs of zeros, in one stream. */
    private long inputEntries() {
        Mask inputs = layer.inputs();
        long entries = 0;
        int next = 0;
        for (int i = inputs.next(0); i < inputs.size(); i = inputs.next(i + 1)) {
            entries += 1 + ScnnBlocks.RUNS.fillers(i - next);
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
        var actions = new BroadcastActions(machine, layer.weightBits(), 0, dcnn.channelsPerCycle(), dcnn.prefetch());
        actions.addTransfers(layer.shape(), tiles);
        actions.addOutputs(allOutputs() * activationBits);
        actions.addWeightReads(dotProducts);
        actions.addInputReads(inputReads, (long) dcnn.channelsPerCycle() * activationBits);
        long multiplied = dcnn.optimised() ? EffectualMacs.count(layer) : products;
        int sumBits = machine.precision().accumulatorBits();
        var multiply = machine.precision().product();
        actions.add(Component.MULTIPLIERS, DataType.PSUMS, multiply, multiplied);
        actions.add(Component.ADDERS, DataType.PSUMS, new Action.Add(sumBits), multiplied);
        var accumulate = new Action.Accumulate(dcnn.accumulatorEntries(), sumBits);
        actions.add(Component.ACCUMULATORS, DataType.PSUMS, accumulate, dotProducts);
        return actions.counts();
    }
}
