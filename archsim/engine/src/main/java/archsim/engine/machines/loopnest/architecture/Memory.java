package archsim.engine.machines.loopnest.architecture;

import archsim.base.Ceil;
import archsim.base.ComponentFaults;
import archsim.base.json.Range;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.Part;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * A memory on the chip.
 *
 * @param name also that of its component in results: in camel case
 * @param made of what, which decides its prices and area
 * @param words of {@code wordBits}, over all banks
 * @param banks that work in parallel; 1 if absent
 * @param ports of each bank, each of which reads or writes a word a cycle; if absent reads and writes do not wait for each
 *     other
 * @param holds tensors that lie in it on their way; the others pass it by
 * @param partition words for each tensor; shared by all if absent
 * @param doubleBuffered whether the next tile is loaded while this one is used, so that tiles fit half of it; true if absent
 * @param readBitsPerCycle that an instance delivers; if absent as its ports allow, a word of each bank of an SRAM without
 *     {@code ports}, without limit of others
 * @param writeBitsPerCycle that an instance takes; if absent as its {@code ports} allow, without limit if it states none
 * @param formats of weights and inputs as they lie in it
 * @param skip tensors whose zeros save time: a step of this level's loops in which one of them is zero throughout is left out
 * @param lookCycles that a step left out costs all the same; 0 if absent
 * @param gate tensors whose zeros save energy: no product is made with them, and none of the other operand is read from this
 *     level if it feeds one multiplier
 * @param readsPadding whether the padding of inputs is read from it as if it lay there; false if absent
 * @param fill what an exchange of the tile in it costs the multipliers behind it; nothing if absent
 * @param technologyNm of its cells, by which they are priced, leak, are clocked and take area; the machine's if absent
 */
public record Memory(
        String name,
        Cells made,
        @Range(min = 1) int words,
        @Range(min = 1, max = 4096) int wordBits,
        @Range(min = 1, max = 1024) Optional<Integer> banks,
        @Range(min = 1, max = 2) Optional<Integer> ports,
        List<Operand> holds,
        Optional<Partition> partition,
        Optional<Boolean> doubleBuffered,
        @Range(min = 0.001, max = 1e9) OptionalDouble readBitsPerCycle,
        @Range(min = 0.001, max = 1e9) OptionalDouble writeBitsPerCycle,
        Optional<Formats> formats,
        Optional<List<Operand>> skip,
        @Range(min = 0, max = 1024) Optional<Integer> lookCycles,
        Optional<List<Operand>> gate,
        Optional<Boolean> readsPadding,
        Optional<Fill> fill,
        @Range(min = 1, max = 250) OptionalInt technologyNm)
        implements Level {

    /** What a memory is made of. */
    public enum Cells {
        SRAM,
        REGISTERS,
        LATCHES
    }

    private static final List<String> TAKEN =
            List.of("multipliers", "adders", "indexing", "accumulators", "leakage", "dram", "network");

    public Memory {
        holds = List.copyOf(holds);
        var faults = new ComponentFaults()
                .require(
                        name.matches("[a-z][A-Za-z0-9]*") && !TAKEN.contains(name),
                        "name",
                        "must be in camel case and none of %s, was \"%s\"",
                        String.join(", ", TAKEN),
                        name)
                .require(!holds.isEmpty(), "holds", "must name a tensor")
                .require(holds.stream().distinct().count() == holds.size(), "holds", "names a tensor twice")
                .require(words % banks.orElse(1) == 0, "banks", "must divide words, %d, was %d", words, banks.orElse(1))
                .require((long) words * wordBits / 8 <= Integer.MAX_VALUE, "words", "must make less than 2 GiB");
        for (Operand operand : Operand.values()) {
            boolean part = partition.isPresent() && partition.get().of(operand).isPresent();
            faults.require(
                    partition.isEmpty() || part == holds.contains(operand),
                    "partition",
                    part ? "has words for %s, which are not held" : "has no words for %s, which are held",
                    operand.jsonName());
            faults.require(
                    holds.contains(operand) || !formats.orElse(Formats.NONE).states(operand),
                    "formats/" + operand.jsonName(),
                    "must be left out: %s holds no %s",
                    name,
                    operand.jsonName());
        }
        faults.require(
                        partition.isEmpty() || partition.get().words() <= words,
                        "partition",
                        "must have at most %d words, was %d",
                        words,
                        partition.map(Partition::words).orElse(0L))
                .require(!skip.orElse(List.of()).contains(Operand.OUTPUTS), "skip", "must name weights or inputs only")
                .require(!gate.orElse(List.of()).contains(Operand.OUTPUTS), "gate", "must name weights or inputs only")
                .require(
                        lookCycles.isEmpty() || !skip.orElse(List.of()).isEmpty(),
                        "lookCycles",
                        "must be left out: %s skips nothing that it would look for",
                        name)
                .require(
                        readsPadding.isEmpty() || holds.contains(Operand.INPUTS),
                        "readsPadding",
                        "belongs to a memory that holds inputs")
                .require(
                        technologyNm.isEmpty() || made == Cells.SRAM || words > banks.orElse(1),
                        "technologyNm",
                        "must be left out: single registers are among those of the multipliers")
                .throwIfAny();
    }

    /** Its component in results. */
    public Component component() {
        return Component.SHARED.stream()
                .filter(shared -> shared.name().equals(name))
                .findFirst()
                .orElseGet(() -> new Component(name, name, made == Cells.SRAM ? 640 : 210));
    }

    @Override
    public boolean holds(Operand operand) {
        return holds.contains(operand);
    }

    @Override
    public boolean skips(Operand operand) {
        return skip.orElse(List.of()).contains(operand);
    }

    /** Whether products with a zero of {@code operand} are not made. */
    public boolean gates(Operand operand) {
        return gate.orElse(List.of()).contains(operand);
    }

    /** Cycles that a step which is left out costs. */
    public int look() {
        return lookCycles.orElse(0);
    }

    @Override
    public Format format(Operand operand) {
        return formats.orElse(Formats.NONE).of(operand);
    }

    /** Whether what leaves it inwards contains the padding. */
    @Override
    public boolean padsInputs() {
        return readsPadding.orElse(false);
    }

    /** Banks that work in parallel. */
    public int bankCount() {
        return banks.orElse(1);
    }

    /** Bits for tiles of {@code operand}, or of all that share the memory. */
    public long tileBits(Operand operand) {
        long held = partition.map(parts -> parts.of(operand).orElse(0)).orElse((long) words) * wordBits;
        return doubleBuffered.orElse(true) ? held / 2 : held;
    }

    /** Bytes of one bank. */
    public int bankBytes() {
        return Math.toIntExact(Ceil.div((long) words / bankCount() * wordBits, 8L));
    }

    /** Cycles in which {@code instances} deliver {@code readWords} and take {@code writeBits}, which are {@code writtenWords}. */
    public long portCycles(long readWords, long writeBits, long writtenWords, long instances) {
        double banks = (double) bankCount() * instances;
        double reads = readBitsPerCycle.isPresent()
                ? readWords * (double) wordBits / (readBitsPerCycle.getAsDouble() * instances)
                : made == Cells.SRAM && ports.isEmpty() ? readWords / banks : 0;
        double writes = writeBitsPerCycle.isPresent() ? writeBits / (writeBitsPerCycle.getAsDouble() * instances) : 0;
        double both = ports.isPresent() ? (readWords + writtenWords) / (banks * ports.get()) : 0;
        return (long) Math.ceil(Math.max(both, Math.max(reads, writes)) - 1e-9);
    }

    /** One access of a word. */
    public Action access(boolean write) {
        Action one = made == Cells.SRAM
                ? new Action.SramAccess(bankBytes(), wordBits, write)
                : new Action.RegisterAccess(words / bankCount(), wordBits, write);
        return one.in(technologyNm);
    }

    /** A bank. */
    public Part part() {
        Part one = made == Cells.SRAM
                ? new Part.Sram(bankBytes(), wordBits)
                : new Part.RegisterFile(words / bankCount(), wordBits);
        return one.in(technologyNm);
    }

    @Override
    public Level withWeights(UnaryOperator<Format> code) {
        return new Memory(
                name,
                made,
                words,
                wordBits,
                banks,
                ports,
                holds,
                partition,
                doubleBuffered,
                readBitsPerCycle,
                writeBitsPerCycle,
                formats.map(lying -> lying.withWeights(code)),
                skip,
                lookCycles,
                gate,
                readsPadding,
                fill,
                technologyNm);
    }
}
