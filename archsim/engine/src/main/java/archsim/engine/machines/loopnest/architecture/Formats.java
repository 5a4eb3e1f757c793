package archsim.engine.machines.loopnest.architecture;

import archsim.base.ComponentFaults;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How a level stores weights and inputs; what is absent lies there uncompressed. */
public record Formats(Optional<Format> weights, Optional<Format> inputs) {

    /** Nothing compressed. */
    public static final Formats NONE = new Formats(Optional.empty(), Optional.empty());

    public Formats {
        new ComponentFaults()
                .require(
                        inputs.isEmpty() || !inputs.get().isOfGroups(),
                        "inputs",
                        "must not be nm or hierarchical-nm: only weights are pruned so")
                .throwIfAny();
    }

    /** The same with another code of weights where they have one. */
    Formats withWeights(UnaryOperator<Format> code) {
        return new Formats(weights.map(code), inputs);
    }

    /** Whether a code is given for {@code operand}, be it that of values as they are. */
    boolean states(Operand operand) {
        return operand == Operand.WEIGHTS ? weights.isPresent() : operand == Operand.INPUTS && inputs.isPresent();
    }

    /** The code of {@code operand}; outputs and partial sums are never compressed. */
    public Format of(Operand operand) {
        return switch (operand) {
            case WEIGHTS -> weights.orElse(Format.UNCOMPRESSED);
            case INPUTS -> inputs.orElse(Format.UNCOMPRESSED);
            case OUTPUTS -> Format.UNCOMPRESSED;
        };
    }
}
