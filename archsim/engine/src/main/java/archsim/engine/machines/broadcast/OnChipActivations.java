package archsim.engine.machines.broadcast;

import archsim.base.Ceil;
import archsim.engine.pe.PeArray;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;

/**
 * What of a layer's activations goes through DRAM, in machines whose activation memories hold whole maps between layers:
 * what fits there is already on the chip, and stays there, so DRAM carries weights only.
 *
 * <p>Inputs that do not fit are worked on in passes of as many as fit, each of which needs all weights again. Layers are
 * simulated on their own, so the inputs of a network's first layer count as on the chip too if they fit.
 *
 * @param loadedBits inputs that come from DRAM, of all images
 * @param storedBits outputs that go to DRAM, of all images
 * @param passes over the weights, at least 1
 */
public record OnChipActivations(long loadedBits, long storedBits, int passes) {

    /**
     * One side of a layer: its inputs or its outputs.
     *
     * @param mostBits of one image in the fullest part of their memory
     * @param capacityBits of that part
     * @param dramBits of all images, as they go through DRAM
     */
    public record Side(long mostBits, long capacityBits, long dramBits) {

        private long movedBits() {
            return mostBits <= capacityBits ? 0 : dramBits;
        }

        private int passes() {
            return Math.max(1, Math.toIntExact(Ceil.div(mostBits, capacityBits)));
        }
    }

    public static OnChipActivations of(Side inputs, Side outputs) {
        return new OnChipActivations(inputs.movedBits(), outputs.movedBits(), inputs.passes());
    }

    /** Most outputs of one image that one of a grid of PEs owns, after pooling. */
    public static long mostOutputs(LayerWorkload layer, int filters, PeArray array) {
        LayerShape shape = layer.shape();
        if (shape.isFullyConnected()) {
            return Ceil.div(filters, array.size());
        }
        return (long) filters
                * Ceil.div(written(layer, shape.p()), array.rows())
                * Ceil.div(written(layer, shape.q()), array.columns());
    }

    private static int written(LayerWorkload layer, int outputs) {
        return layer.layer().pooling().map(pool -> pool.pooled(outputs)).orElse(outputs);
    }

    /** Outputs of all images, after pooling. */
    public static long allOutputs(LayerWorkload layer, int filters) {
        return layer.layer().writtenOutputs() / layer.shape().k() * filters;
    }
}
