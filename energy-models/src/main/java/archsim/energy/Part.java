package archsim.energy;

import archsim.base.RootLocale;
import archsim.base.number.NumberType;
import archsim.tables.ArithmeticTable;
import archsim.tables.SourcedArea;
import archsim.tables.SparseUnit;
import java.util.OptionalInt;

/** Something that a machine has many of and that takes area; the set is closed. */
public sealed interface Part {

    /** Width of the integers whose multiplier floats are measured by. */
    int BYTE = 8;

    /**
     * Area of one.
     *
     * @throws archsim.tables.OutOfRangeException if the tables do not cover it
     */
    SourcedArea area(AreaModel model);

    /** What it is, in a few words. */
    String title();

    /** The same in a node of its own; in the machine's if absent. */
    default Part in(OptionalInt technologyNm) {
        return technologyNm.isPresent() ? new InNode(technologyNm.getAsInt(), this) : this;
    }

    /** A part in another node than the machine's. */
    record InNode(int technologyNm, Part part) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return part.area(model.in(technologyNm));
        }

        @Override
        public String title() {
            return RootLocale.format("%s, %d nm", part.title(), technologyNm);
        }
    }

    /**
     * A multiplier of two integers.
     *
     * @param operandBits of the wider one
     * @param otherBits of the other one, at most {@code operandBits}
     */
    record Multiplier(int operandBits, int otherBits) implements Part {

        /** A multiplier of two integers of one width. */
        public Multiplier(int operandBits) {
            this(operandBits, operandBits);
        }

        @Override
        public SourcedArea area(AreaModel model) {
            return model.logic().multiplier(model.technologyNm(), operandBits, otherBits);
        }

        @Override
        public String title() {
            return otherBits == operandBits
                    ? operandBits + " b"
                    : RootLocale.format("%d x %d b", operandBits, otherBits);
        }
    }

    /** An adder of two integers. */
    record Adder(int operandBits) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return model.logic().adder(model.technologyNm(), operandBits);
        }

        @Override
        public String title() {
            return operandBits + " b";
        }
    }

    /** A multiplier of two floating point numbers. */
    record FloatMultiplier(int operandBits) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return model.logic().floatMultiplier(model.technologyNm(), operandBits);
        }

        @Override
        public String title() {
            return "FP" + operandBits;
        }
    }

    /** An adder of two floating point numbers. */
    record FloatAdder(int operandBits) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return model.logic().floatAdder(model.technologyNm(), operandBits);
        }

        @Override
        public String title() {
            return "FP" + operandBits;
        }
    }

    /** A multiplier of two floats of {@code type}. */
    record NumberMultiplier(NumberType type) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return model.numbers().multiplier(type, new Multiplier(BYTE).area(model));
        }

        @Override
        public String title() {
            return type.unscaled().toString();
        }
    }

    /** An adder of products of floats of {@code type}. */
    record NumberAdder(NumberType type) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return model.numbers().adder(type, new Multiplier(BYTE).area(model));
        }

        @Override
        public String title() {
            return "sums of " + type.unscaled();
        }
    }

    /** One flip-flop for each of {@code bits}, with its share of the clock network. */
    record FlipFlops(long bits) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return model.clock().bitArea(model.technologyNm()).times((double) bits, "for each bit");
        }

        @Override
        public String title() {
            return RootLocale.format("%d b of flip-flops", bits);
        }
    }

    /** A register file or a queue: flip-flops whose clock is gated, or if it has many words a small SRAM. */
    record RegisterFile(int words, int wordBits) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            if (words <= ArithmeticTable.MOST_REGISTER_WORDS) {
                return new FlipFlops((long) words * wordBits).area(model);
            }
            SmallSram small = SmallSram.of(words, wordBits);
            return model.sram().area(small.capacityBytes(), small.wordBits()).times(1, small.how());
        }

        @Override
        public String title() {
            return RootLocale.format("%d x %d b", words, wordBits);
        }
    }

    /** A bank of accumulators: a register file of which the clock reaches the one word that is added to. */
    record AccumulatorBank(int entries, int entryBits) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return new RegisterFile(entries, entryBits).area(model);
        }

        @Override
        public String title() {
            return RootLocale.format("%d x %d b", entries, entryBits);
        }
    }

    /** A circuit that finds what is not zero. */
    record SparseLogic(SparseUnit unit, int size) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return model.sparseLogic().area(model.technologyNm(), unit, size);
        }

        @Override
        public String title() {
            return unit.title(size);
        }
    }

    /** What brings one of {@code words} of {@code wordBits} to a multiplier. */
    record Selector(int words, int wordBits) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            SourcedArea area = model.sparseLogic().area(model.technologyNm(), SparseUnit.SELECT, words);
            return wordBits == SparseUnit.WORD_BITS
                    ? area
                    : area.times((double) wordBits / SparseUnit.WORD_BITS, "in proportion to the word's bits");
        }

        @Override
        public String title() {
            return RootLocale.format("one of %d words of %d b", words, wordBits);
        }
    }

    /** A bank of SRAM. */
    record Sram(int capacityBytes, int wordBits) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return model.sram().area(capacityBytes, wordBits);
        }

        @Override
        public String title() {
            return RootLocale.format("%d B, words of %d b", capacityBytes, wordBits);
        }
    }

    /** A crossbar of words of {@code bits}. */
    record Crossbar(int inputs, int outputs, int bits) implements Part {

        @Override
        public SourcedArea area(AreaModel model) {
            return model.interconnect().crossbarArea(model.technologyNm(), inputs, outputs, bits);
        }

        @Override
        public String title() {
            return RootLocale.format("%d x %d of %d b", inputs, outputs, bits);
        }
    }
}
