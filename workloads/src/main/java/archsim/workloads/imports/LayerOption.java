package archsim.workloads.imports;

import java.util.OptionalInt;

/**
 * What the user says of one layer; empty where nothing is said.
 *
 * @param height of the layer's input
 * @param width of the layer's input
 */
public record LayerOption(
        OptionalInt stride, OptionalInt padding, OptionalInt groups, OptionalInt height, OptionalInt width) {

    /** Nothing said. */
    public static final LayerOption NONE = new LayerOption(
            OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
}
