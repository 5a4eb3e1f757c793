package archsim.workloads.language;

import archsim.workloads.Layer;
import archsim.workloads.imports.transformer.PlacedLayer.Operand;
import java.util.List;

/**
 * A layer that stands for equal ones.
 *
 * @param layer on {@code sequences} of the batch; its name has {@code *} for the numbers of blocks and experts
 * @param sequences that it works on at once: the whole batch, or an equal part of it
 * @param drawnAs name that its masks are drawn and its densities are given by: without phase, tokens and keys
 * @param repeat how many it stands for
 * @param operand in the weights' place
 * @param cachesOutputs whether its outputs are kept as keys and values
 * @param behind which layers it is run behind, and how often; the first of a run is behind none
 */
public record RepeatedLayer(
        Layer layer,
        int sequences,
        String drawnAs,
        Repeat repeat,
        Operand operand,
        boolean cachesOutputs,
        List<Behind> behind) {

    /**
     * A layer that is run before another.
     *
     * @param layer its place in the list of layers
     */
    public record Behind(int layer, long times) {}

    public RepeatedLayer {
        behind = List.copyOf(behind);
    }
}
