package archsim.engine.machines.loopnest.architecture;

import archsim.base.ComponentFaults;
import java.util.Optional;

/** How a level stores weights and inputs; what is absent lies there uncompressed. */
public record Formats(Optional<Format> weights, Optional<Format> inputs) {

    /** Nothing compressed. */
    public static final Formats NONE = new Formats(Optional.empty(), Optional.empty());

    public Formats {
        new ComponentFaults()
                .require(
                        inputs.isEmpty() || inputs.get().kind() != Format.Kind.NM,
                        "inputs",
                        "must not be nm: only weights are pruned so")
                .throwIfAny();
    }

    /** The same with weights as they are where their code is N:M: for weights that are not. */
    Formats withoutNm() {
        boolean nm = weights.isPresent() && weights.get().kind() == Format.Kind.NM;
        return nm ? new Formats(Optional.empty(), inputs) : this;
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
