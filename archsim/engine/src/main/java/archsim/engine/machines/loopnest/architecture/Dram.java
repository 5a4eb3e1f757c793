package archsim.engine.machines.loopnest.architecture;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The outermost level, which holds all tensors; its timing and prices are those of the run's memory.
 *
 * @param formats of weights and inputs as they lie there
 */
public record Dram(String name, Optional<Formats> formats) implements Level {

    @Override
    public boolean holds(Operand operand) {
        return true;
    }

    @Override
    public Format format(Operand operand) {
        return formats.orElse(Formats.NONE).of(operand);
    }

    @Override
    public Level withWeights(UnaryOperator<Format> code) {
        return new Dram(name, formats.map(lying -> lying.withWeights(code)));
    }
}
