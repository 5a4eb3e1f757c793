package archsim.engine.accelerator;

import archsim.base.RootLocale;
import archsim.energy.Action;
import archsim.energy.ComponentParts;
import archsim.energy.Part;
import archsim.engine.pe.Machine;
import archsim.tables.ArithmeticTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Flip-flops of a machine, which its clock drives, as far as its structure tells.
 *
 * <p>Each multiplier has a register for both operands, its product and its sum; a machine's single registers are some of
 * these. Register files of up to {@value #MOST_WORDS} words are made of flip-flops besides; larger ones are memories, and the banks of an accumulator stand still but for the word that is added to. Control
 * is not counted on its own: no source gives it a size.
 *
 * @param pipelineBits that the clock reaches in every cycle
 * @param storedBits of register files, whose clock is gated
 * @param elsewhereBits the same of those in nodes of their own, by node
 */
public record FlipFlops(long pipelineBits, long storedBits, SortedMap<Integer, Long> elsewhereBits) {

    /** Words of the largest register file that is made of flip-flops. */
    static final int MOST_WORDS = ArithmeticTable.MOST_REGISTER_WORDS;

    private static final String START = "The clock drives ";

    public FlipFlops {
        elsewhereBits = Collections.unmodifiableSortedMap(elsewhereBits);
    }

    static FlipFlops of(Machine machine, int operandBits, List<ComponentParts> parts) {
        long bitsPerMultiplier = 2L * operandBits + machine.precision().accumulatorBits();
        long storedBits = 0;
        var elsewhereBits = new TreeMap<Integer, Long>();
        for (ComponentParts each : parts) {
            if (each.part() instanceof Part.InNode own) {
                long bits = storedBits(own.part(), each.count());
                if (bits > 0) {
                    elsewhereBits.merge(own.technologyNm(), bits, Long::sum);
                }
            } else {
                storedBits += storedBits(each.part(), each.count());
            }
        }
        return new FlipFlops(machine.multipliers() * bitsPerMultiplier, storedBits, elsewhereBits);
    }

    private static long storedBits(Part part, long count) {
        return part instanceof Part.RegisterFile file && file.words() > 1 && file.words() <= MOST_WORDS
                ? count * file.words() * file.wordBits()
                : 0;
    }

    /** One cycle of the clock, by nodes. */
    public List<Action> cycles() {
        var cycles = new ArrayList<Action>();
        cycles.add(new Action.ClockCycle(pipelineBits, storedBits));
        elsewhereBits.forEach((node, bits) -> cycles.add(new Action.ClockCycle(0, bits).in(OptionalInt.of(node))));
        return cycles;
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
                        pipelineBits,
                        storedBits
                                + elsewhereBits.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum(),
                        MOST_WORDS);
    }
}
