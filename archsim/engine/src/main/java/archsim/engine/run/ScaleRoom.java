package archsim.engine.run;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;

/**
 * Room for scales in the weight buffer: the machine plans a layer as if its weight buffer were smaller.
 *
 * <p>Scales take as large a share of the buffer as they are of all scales and kept weights of the layer. No machine stores its
 * weights in fewer bits, so a block and its scales fit together wherever the block alone fits what is left.
 *
 * @param machine with the smaller buffer
 * @param whole the buffer as it is
 */
record ScaleRoom(Machine machine, SramBuffer whole) {

    /**
     * The room of a layer's scales on {@code machine}.
     *
     * @throws InfeasibleLayerException if nothing is left for weights, or the machine has no weight buffer that is known here
     */
    static ScaleRoom of(LayerWorkload layer, Machine machine) {
        SramBuffer whole = machine.buffers().weights();
        long scaleBits = layer.scaleBits();
        if (scaleBits == 0) {
            return new ScaleRoom(machine, whole);
        }
        String name = layer.layer().name();
        requireMemory(layer.layer(), machine);
        double weightBits = (double) layer.weights().count() * layer.weightBits();
        int bankBytes = (int) (whole.bankBytes() * (weightBits / (weightBits + scaleBits)));
        if (bankBytes == 0) {
            throw new InfeasibleLayerException(name, "its scales leave no room for weights in the weight buffer");
        }
        var left = new SramBuffer(bankBytes * whole.banks(), whole.wordBits(), whole.banks());
        Buffers buffers = machine.buffers();
        var smaller = new Buffers(left, buffers.inputs(), buffers.outputs());
        return new ScaleRoom(
                new Machine(machine.peArray(), machine.multipliersPerPe(), machine.precision(), smaller), whole);
    }

    /**
     * Requires a memory for the scales of a layer that has weights.
     *
     * @throws InfeasibleLayerException if the machine has none that is known here
     */
    static void requireMemory(Layer layer, Machine machine) {
        if (layer.hasParameters() && machine.buffers().equals(Buffers.NONE)) {
            throw new InfeasibleLayerException(
                    layer.name(),
                    "scales lie beside its weights, and the machine's description names no memory for them; state the"
                            + " weights' bits without scales, and scales in the formats of its levels");
        }
    }

    /** Whether the weights have all of the buffer. */
    boolean isWhole() {
        return machine.buffers().weights().equals(whole);
    }

    /** {@code plan}, its accesses those of the buffer as it is. */
    LayerPlan inWholeBuffer(LayerPlan plan) {
        if (isWhole()) {
            return plan;
        }
        var counts = new ActionCounts();
        plan.onChip()
                .forEach((key, count) -> counts.add(
                        key.component(),
                        key.dataType(),
                        key.component().equals(Component.WEIGHT_BUFFER.name())
                                ? inWholeBuffer(key.action())
                                : key.action(),
                        count));
        return plan.with(counts);
    }

    private Action inWholeBuffer(Action action) {
        return action instanceof Action.SramAccess access
                        && access.equals(new Action.SramAccess(
                                machine.buffers().weights().bankBytes(), whole.wordBits(), access.write()))
                ? new Action.SramAccess(whole.bankBytes(), whole.wordBits(), access.write())
                : action;
    }
}
