package archsim.engine.dataflow;

import archsim.base.Ceil;
import archsim.workloads.LayerWorkload;

/**
 * Whether a layer's inputs are already on the chip and its outputs stay there, as in machines whose activation memories
 * hold whole maps: then DRAM carries weights only.
 *
 * <p>What does not fit goes through DRAM. Inputs that do not fit are worked on in passes of as many as fit, each of which
 * needs all weights again. Layers are simulated on their own, so the inputs of a network's first layer count as on the
 * chip too if they fit.
 *
 * @param inputsStay whether the inputs are on the chip when the layer begins
 * @param outputsStay whether the outputs stay there
 * @param passes over the weights, at least 1
 */
record OnChipActivations(boolean inputsStay, boolean outputsStay, int passes) {

    /**
     * By capacity.
     *
     * @param inputBits of one image, as stored in the fullest part of the input memory
     * @param inputCapacityBits of that part
     * @param outputBits likewise
     * @param outputCapacityBits likewise
     */
    static OnChipActivations of(long inputBits, long inputCapacityBits, long outputBits, long outputCapacityBits) {
        return new OnChipActivations(
                inputBits <= inputCapacityBits,
                outputBits <= outputCapacityBits,
                Math.max(1, Math.toIntExact(Ceil.div(inputBits, inputCapacityBits))));
    }

    /** Positions of a pooled output map along one axis. */
    static int written(LayerWorkload layer, int outputs) {
        return layer.layer().pooling().map(pool -> pool.pooled(outputs)).orElse(outputs);
    }
}
