package archsim.workloads.imports.transformer;

import archsim.workloads.Layer;

/**
 * A layer of one pass of a transformer.
 *
 * @param layer on one sequence; of experts on all sequences
 * @param pattern its name with {@code *} for the numbers of its block and expert: equal patterns are equal work but for
 *     {@code variant}
 * @param variant tokens or keys that tell apart layers of one pattern
 * @param storedAs layer of the checkpoint that holds its weights
 * @param operand what stands in the weights' place
 * @param cached outputs a token that are kept as keys and values, the last ones
 * @param perSequence whether each sequence of a batch brings the layer once more; experts see all sequences at once
 */
public record PlacedLayer(
        Layer layer, String pattern, int variant, String storedAs, Operand operand, int cached, boolean perSequence) {

    /** What a layer multiplies its inputs with. */
    public enum Operand {
        /** Parameters. */
        WEIGHTS,
        /** Keys and values of the cache. */
        CACHE,
        /** Keys and values that were computed in this pass and are not kept. */
        COMPUTED
    }
}
