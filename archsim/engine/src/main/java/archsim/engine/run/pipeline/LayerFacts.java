package archsim.engine.run.pipeline;

import archsim.engine.tiling.EffectualMacs;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import archsim.workloads.storage.StorageBits;
import archsim.workloads.storage.StorageFormat;

/**
 * What a layer is, whichever machine runs it.
 *
 * @param macsWeights multiply-accumulates with a kept weight; all of a dense layer
 * @param effectualMacs those with a non-zero weight and a non-zero input
 * @param keptWeights weights that pruning left
 * @param storageFormat name of the format of {@code storage}; empty if there is nothing to store
 * @param storage of the weights in the format that is usual for their scheme
 */
public record LayerFacts(
        long macsWeights, long effectualMacs, long keptWeights, String storageFormat, StorageBits storage) {

    public static LayerFacts of(LayerWorkload layer) {
        // Both operands of an activation product are activations: nothing of it can be pruned or stored.
        boolean storesNothing = !layer.layer().hasParameters();
        long keptMatrix = layer.scheme() == Scheme.DENSE || storesNothing
                ? layer.shape().weights()
                : layer.weights().count();
        return new LayerFacts(
                keptMatrix * layer.shape().outputPositions(),
                EffectualMacs.count(layer),
                storesNothing ? 0 : keptMatrix,
                storesNothing ? "" : StorageFormat.usual(layer).name(),
                storesNothing ? StorageBits.NONE : stored(layer, StorageFormat.usual(layer)));
    }

    /** What the weights of a layer take in {@code format}, with the scales beside them. */
    public static StorageBits stored(LayerWorkload layer, StorageFormat format) {
        return format.size(layer.weights(), layer.shape(), layer.weightBits()).withScales(layer.scaleBits());
    }
}
