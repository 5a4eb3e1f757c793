package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.json.StrictJson;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Energies of integer arithmetic by operand width, and of register files by size.
 *
 * <p>Between tabulated widths energy follows a power law, so that a product's energy grows about quadratically and a
 * sum's about linearly, as the rows around it do. A product of unequal widths follows a law of both. A product or a sum
 * that must settle in a short cycle takes more than one without a clock; by how much follows a law of cycle and width.
 */
public final class ArithmeticTable {

    /** Words of the largest register file that is made of flip-flops; larger ones are small SRAMs. */
    public static final int MOST_REGISTER_WORDS = 64;

    private final ArithmeticFile file;
    private final SourcedCurve multiply;
    private final SourcedCurve add;
    private final SourcedCurve floatMultiply;
    private final SourcedCurve floatAdd;
    private final SourcedCurve registerFile;

    private ArithmeticTable(ArithmeticFile file) {
        this.file = file;
        multiply = operation("width in bits of a product", file.multiply());
        add = operation("width in bits of a sum", file.add());
        floatMultiply = operation("width in bits of a floating point product", file.floatMultiply());
        floatAdd = operation("width in bits of a floating point sum", file.floatAdd());
        registerFile = new SourcedCurve(
                "words of a register file",
                file.registerFile().rows().stream()
                        .collect(Collectors.toMap(ArithmeticFile.FileRow::words, row -> row.sourced(file.spread()))));
    }

    private SourcedCurve operation(String quantity, List<ArithmeticFile.Row> rows) {
        return new SourcedCurve(
                quantity,
                rows.stream()
                        .collect(Collectors.toMap(ArithmeticFile.Row::operandBits, row -> row.sourced(file.spread()))));
    }

    /**
     * Reads a table.
     *
     * @param name of the input, for messages
     * @throws InvalidInputException with all faults of the table
     */
    public static ArithmeticTable read(String name, String text) {
        ArithmeticFile file = StrictJson.read(name, text, ArithmeticFile.class);
        var problems = new Problems(name);
        file.check(problems);
        problems.throwIfAny();
        return new ArithmeticTable(file);
    }

    /** Node of all energies. */
    public int technologyNm() {
        return file.technologyNm();
    }

    /**
     * A product of two integers of {@code operandBits}.
     *
     * @throws OutOfRangeException if the table does not surround the width
     */
    public SourcedEnergy multiply(int operandBits) {
        return multiply.at(operandBits);
    }

    /**
     * A product of integers of unequal widths.
     *
     * @param wideBits at least {@code narrowBits}
     * @throws OutOfRangeException if the table does not surround the wider width
     */
    public SourcedEnergy multiply(int wideBits, int narrowBits) {
        SourcedEnergy wide = multiply(wideBits);
        return narrowBits == wideBits
                ? wide
                : file.unequal()
                        .map(law -> wide.times(
                                        law.ratio(wideBits, narrowBits),
                                        RootLocale.format(
                                                "a product of %d x %d b [%s]",
                                                wideBits,
                                                narrowBits,
                                                law.source().citation()))
                                .within(law.spread()))
                        .orElse(wide);
    }

    /**
     * A product of integers that settles within a cycle.
     *
     * @param wideBits at least {@code narrowBits}
     * @param cyclePs in this table's node; without one as long as it takes
     * @throws OutOfRangeException if the table does not surround the wider width
     */
    public SourcedEnergy multiply(int wideBits, int narrowBits, OptionalDouble cyclePs) {
        SourcedEnergy energy = multiply(wideBits, narrowBits);
        if (file.multiplyCycle().isEmpty() || cyclePs.isEmpty()) {
            return energy;
        }
        CycleLaw law = file.multiplyCycle().get();
        double factor = law.factor(cyclePs.getAsDouble(), wideBits);
        return energy.raised(
                factor,
                RootLocale.format(
                        "times %.3f to settle in %.0f ps at %d nm [%s]",
                        factor,
                        cyclePs.getAsDouble(),
                        technologyNm(),
                        law.source().citation()));
    }

    /**
     * A sum of two integers of {@code operandBits}.
     *
     * @throws OutOfRangeException if the table does not surround the width
     */
    public SourcedEnergy add(int operandBits) {
        return add.at(operandBits);
    }

    /**
     * A product of two floating point numbers of {@code operandBits}.
     *
     * @throws OutOfRangeException if the table does not surround the width
     */
    public SourcedEnergy floatMultiply(int operandBits) {
        return floatMultiply.at(operandBits);
    }

    /**
     * A sum of two floating point numbers of {@code operandBits}.
     *
     * @throws OutOfRangeException if the table does not surround the width
     */
    public SourcedEnergy floatAdd(int operandBits) {
        return floatAdd.at(operandBits);
    }

    /**
     * A read or write of one word in a register file.
     *
     * <p>Files smaller than the smallest tabulated one are made of flip-flops, of which an access moves one word. Files
     * larger than the largest are banks of its size, of which an access touches one.
     *
     * @param words of the file, at least 1
     * @throws OutOfRangeException if the table covers neither the number nor the width of the words
     */
    public SourcedEnergy registerAccess(int words, int wordBits) {
        ArithmeticFile.RegisterFile files = file.registerFile();
        if (wordBits < files.narrowestBits() || wordBits > files.widestBits()) {
            throw new OutOfRangeException(
                    "word in bits of a register file must be %d to %d, was %d",
                    files.narrowestBits(), files.widestBits(), wordBits);
        }
        int mostWords = registerFile.largest() * files.largestBanks();
        if (words < 1 || words > mostWords) {
            throw new OutOfRangeException("words of a register file must be 1 to %d, was %d", mostWords, words);
        }
        if (words < registerFile.smallest()) {
            return SourcedEnergy.of(files.flipFlopPjPerBit(), file.spread(), files.flipFlopSource())
                    .times(wordBits, "a word of flip-flops");
        }
        SourcedEnergy word = words > registerFile.largest()
                ? registerFile.at(registerFile.largest()).times(1, "one of several banks")
                : registerFile.at(words);
        return wordBits == files.wordBits()
                ? word
                : word.times((double) wordBits / files.wordBits(), "in proportion to the word's bits");
    }
}
