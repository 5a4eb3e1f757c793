package archsim.engine.accelerator;

import archsim.base.RootLocale;
import archsim.energy.ComponentParts;
import archsim.energy.Part;
import archsim.engine.pe.Machine;
import archsim.tables.ArithmeticTable;
import java.util.List;

/**
 * Flip-flops of a machine, which its clock drives, as far as its structure tells.
 *
 * <p>Each multiplier has a register for both operands, its product and its sum; a machine's single registers are some of
 * these. Register files of up to {@value #MOST_WORDS} words are made of flip-flops besides; larger ones are memories, and the banks of an accumulator stand still but for the word that is added to. Control
 * is not counted on its own: no source gives it a size.
 *
 * @param pipelineBits that the clock reaches in every cycle
 * @param storedBits of register files, whose clock is gated
 */
public record FlipFlops(long pipelineBits, long storedBits) {

    /** Words of the largest register file that is made of flip-flops. */
    static final int MOST_WORDS = ArithmeticTable.MOST_REGISTER_WORDS;

    private static final String START = "The clock drives ";

    static FlipFlops of(Machine machine, int operandBits, List<ComponentParts> parts) {
        long bitsPerMultiplier = 2L * operandBits + machine.precision().accumulatorBits();
        long storedBits = parts.stream().mapToLong(FlipFlops::storedBits).sum();
        return new FlipFlops(machine.multipliers() * bitsPerMultiplier, storedBits);
    }

    private static long storedBits(ComponentParts parts) {
        return parts.part() instanceof Part.RegisterFile file && file.words() > 1 && file.words() <= MOST_WORDS
                ? parts.count() * file.words() * file.wordBits()
                : 0;
    }

    /** Bits of single registers, which are components of their own and among the pipeline's. */
    static long singleRegisterBits(List<ComponentParts> parts) {
        return parts.stream()
                .mapToLong(part -> part.part() instanceof Part.RegisterFile file && file.words() == 1
                        ? part.count() * file.wordBits()
                        : 0)
                .sum();
    }

    /** Whether a sentence is the one of some machine, as a resolved configuration states it. */
    static boolean isAssumption(String sentence) {
        return sentence.startsWith(START);
    }

    /** What was assumed, in a sentence. */
    String assumption() {
        return START
                + RootLocale.format(
                        "%,d bits of pipeline registers, two operands, a product and a sum a multiplier, in every"
                                + " cycle, and %,d bits of register files of up to %d words where their clock is not"
                                + " gated; it runs while the machine waits for memory.",
                        pipelineBits, storedBits, MOST_WORDS);
    }
}
