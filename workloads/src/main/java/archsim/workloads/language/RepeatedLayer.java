package archsim.workloads.language;

import archsim.workloads.Layer;
import archsim.workloads.imports.transformer.PlacedLayer.Operand;

/**
 * A layer that stands for equal ones.
 *
 * @param layer on the whole batch; its name has {@code *} for the numbers of blocks and experts
 * @param drawnAs name that its masks are drawn and its densities are given by: without phase, tokens and keys
 * @param repeat how many it stands for
 * @param operand in the weights' place
 * @param cachesOutputs whether its outputs are kept as keys and values
 */
public record RepeatedLayer(Layer layer, String drawnAs, Repeat repeat, Operand operand, boolean cachesOutputs) {}
