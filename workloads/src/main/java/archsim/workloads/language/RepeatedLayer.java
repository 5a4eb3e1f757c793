package archsim.workloads.language;

import archsim.workloads.Layer;
import archsim.workloads.imports.transformer.PlacedLayer.Operand;

/**
 * A layer that stands for equal ones.
 *
 * @param layer on {@code sequences} of the batch; its name has {@code *} for the numbers of blocks and experts
 * @param sequences that it works on at once: the whole batch, or an equal part of it
 * @param drawnAs name that its masks are drawn and its densities are given by: without phase, tokens and keys
 * @param repeat how many it stands for
 * @param operand in the weights' place
 * @param cachesOutputs whether its outputs are kept as keys and values
 */
public record RepeatedLayer(
        Layer layer, int sequences, String drawnAs, Repeat repeat, Operand operand, boolean cachesOutputs) {}
