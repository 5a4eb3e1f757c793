package archsim.engine.machines.loopnest.architecture;

import archsim.base.json.Range;
import java.util.OptionalLong;

/** Words of a memory that are set apart for each tensor; one without a part has none of the memory. */
public record Partition(
        @Range(min = 1) OptionalLong weights,
        @Range(min = 1) OptionalLong inputs,
        @Range(min = 1) OptionalLong outputs) {

    /** Words for {@code operand}. */
    public OptionalLong of(Operand operand) {
        return switch (operand) {
            case WEIGHTS -> weights;
            case INPUTS -> inputs;
            case OUTPUTS -> outputs;
        };
    }

    long words() {
        return weights.orElse(0) + inputs.orElse(0) + outputs.orElse(0);
    }
}
