package archsim.energy;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import archsim.base.number.NumberType;
import archsim.base.number.ScaleType;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something a component does that costs energy.
 *
 * <p>Actions that last rather than happen (leakage, background) are counted in nanoseconds. In JSON an action is an
 * object whose {@code kind} says which it is.
 */
@JsonbTypeInfo(
        key = "kind",
        value = {
            @JsonbSubtype(alias = "multiply", type = Action.Multiply.class),
            @JsonbSubtype(alias = "add", type = Action.Add.class),
            @JsonbSubtype(alias = "float-multiply", type = Action.FloatMultiply.class),
            @JsonbSubtype(alias = "float-add", type = Action.FloatAdd.class),
            @JsonbSubtype(alias = "number-multiply", type = Action.NumberMultiply.class),
            @JsonbSubtype(alias = "number-add", type = Action.NumberAdd.class),
            @JsonbSubtype(alias = "scale-sum", type = Action.ScaleSum.class),
            @JsonbSubtype(alias = "convert-number", type = Action.ConvertNumber.class),
            @JsonbSubtype(alias = "compare", type = Action.Compare.class),
            @JsonbSubtype(alias = "priority-encode", type = Action.PriorityEncode.class),
            @JsonbSubtype(alias = "mask-join", type = Action.MaskJoin.class),
            @JsonbSubtype(alias = "select-word", type = Action.SelectWord.class),
            @JsonbSubtype(alias = "locate-product", type = Action.LocateProduct.class),
            @JsonbSubtype(alias = "index-decode", type = Action.IndexDecode.class),
            @JsonbSubtype(alias = "register-access", type = Action.RegisterAccess.class),
            @JsonbSubtype(alias = "fifo-access", type = Action.FifoAccess.class),
            @JsonbSubtype(alias = "accumulate", type = Action.Accumulate.class),
            @JsonbSubtype(alias = "wire-transfer", type = Action.WireTransfer.class),
            @JsonbSubtype(alias = "crossbar-transfer", type = Action.CrossbarTransfer.class),
            @JsonbSubtype(alias = "sram-access", type = Action.SramAccess.class),
            @JsonbSubtype(alias = "sram-leakage", type = Action.SramLeakage.class),
            @JsonbSubtype(alias = "logic-leakage", type = Action.LogicLeakage.class),
            @JsonbSubtype(alias = "clock-cycle", type = Action.ClockCycle.class),
            @JsonbSubtype(alias = "dram-activate", type = Action.DramActivate.class),
            @JsonbSubtype(alias = "dram-burst", type = Action.DramBurst.class),
            @JsonbSubtype(alias = "dram-refresh", type = Action.DramRefresh.class),
            @JsonbSubtype(alias = "dram-background", type = Action.DramBackground.class),
            @JsonbSubtype(alias = "dram-power-down", type = Action.DramPowerDown.class),
            @JsonbSubtype(alias = "dram-self-refresh", type = Action.DramSelfRefresh.class),
            @JsonbSubtype(alias = "in-node", type = Action.InNode.class)
        })
public sealed interface Action {

    /** What {@code cases} say of this action. */
    <R> R match(Cases<R> cases);

    /** The same in a node of its own; in the machine's if absent. */
    default Action in(OptionalInt technologyNm) {
        return technologyNm.isPresent() ? new InNode(technologyNm.getAsInt(), this) : this;
    }

    /** What is done, in whatever node. */
    default Action inAnyNode() {
        return this;
    }

    /**
     * An answer for every kind of action.
     *
     * @param <R> the answer
     */
    interface Cases<R> {

        /** Answers {@link Multiply}. */
        R multiply(Multiply action);

        /** Answers {@link Add}. */
        R add(Add action);

        /** Answers {@link FloatMultiply}. */
        R floatMultiply(FloatMultiply action);

        /** Answers {@link FloatAdd}. */
        R floatAdd(FloatAdd action);

        /** Answers {@link NumberMultiply}. */
        R numberMultiply(NumberMultiply action);

        /** Answers {@link NumberAdd}. */
        R numberAdd(NumberAdd action);

        /** Answers {@link ScaleSum}. */
        R scaleSum(ScaleSum action);

        /** Answers {@link ConvertNumber}. */
        R convertNumber(ConvertNumber action);

        /** Answers {@link Compare}. */
        R compare(Compare action);

        /** Answers {@link PriorityEncode}. */
        R priorityEncode(PriorityEncode action);

        /** Answers {@link MaskJoin}. */
        R maskJoin(MaskJoin action);

        /** Answers {@link SelectWord}. */
        R selectWord(SelectWord action);

        /** Answers {@link LocateProduct}. */
        R locateProduct(LocateProduct action);

        /** Answers {@link IndexDecode}. */
        R indexDecode(IndexDecode action);

        /** Answers {@link RegisterAccess}. */
        R registerAccess(RegisterAccess action);

        /** Answers {@link FifoAccess}. */
        R fifoAccess(FifoAccess action);

        /** Answers {@link Accumulate}. */
        R accumulate(Accumulate action);

        /** Answers {@link WireTransfer}. */
        R wireTransfer(WireTransfer action);

        /** Answers {@link CrossbarTransfer}. */
        R crossbarTransfer(CrossbarTransfer action);

        /** Answers {@link SramAccess}. */
        R sramAccess(SramAccess action);

        /** Answers {@link SramLeakage}. */
        R sramLeakage(SramLeakage action);

        /** Answers {@link LogicLeakage}. */
        R logicLeakage(LogicLeakage action);

        /** Answers {@link ClockCycle}. */
        R clockCycle(ClockCycle action);

        /** Answers {@link DramActivate}. */
        R dramActivate(DramActivate action);

        /** Answers {@link DramBurst}. */
        R dramBurst(DramBurst action);

        /** Answers {@link DramRefresh}. */
        R dramRefresh(DramRefresh action);

        /** Answers {@link DramBackground}. */
        R dramBackground(DramBackground action);

        /** Answers {@link DramPowerDown}. */
        R dramPowerDown(DramPowerDown action);

        /** Answers {@link DramSelfRefresh}. */
        R dramSelfRefresh(DramSelfRefresh action);

        /** Answers {@link InNode}. */
        R inNode(InNode action);
    }

    /**
     * A product of two integers.
     *
     * @param operandBits of the wider one
     * @param otherBits of the other one, below {@code operandBits}; absent if both are as wide
     */
    record Multiply(
            @Range(min = 1) int operandBits, @Range(min = 1) OptionalInt otherBits) implements Action {

        public Multiply {
            if (otherBits.isPresent() && otherBits.getAsInt() >= operandBits) {
                throw new IllegalArgumentException(RootLocale.format(
                        "otherBits must be below operandBits, %d, was %d", operandBits, otherBits.getAsInt()));
            }
        }

        /** A product of two integers of one width. */
        public static Multiply of(int operandBits) {
            return new Multiply(operandBits, OptionalInt.empty());
        }

        /** A product of an integer of {@code oneBits} and one of {@code otherBits}. */
        public static Multiply of(int oneBits, int otherBits) {
            int wide = Math.max(oneBits, otherBits);
            int narrow = Math.min(oneBits, otherBits);
            return new Multiply(wide, narrow == wide ? OptionalInt.empty() : OptionalInt.of(narrow));
        }

        /** Width of the operand that is not wider than the other one. */
        public int narrowBits() {
            return otherBits.orElse(operandBits);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.multiply(this);
        }
    }

    /** A sum of two {@code operandBits}-wide integers. */
    record Add(@Range(min = 1) int operandBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.add(this);
        }
    }

    /** A product of two {@code operandBits}-wide floating point numbers. */
    record FloatMultiply(@Range(min = 1) int operandBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.floatMultiply(this);
        }
    }

    /** A sum of two {@code operandBits}-wide floating point numbers. */
    record FloatAdd(@Range(min = 1) int operandBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.floatAdd(this);
        }
    }

    /** A product of two floats of {@code type}, exact and without scales. */
    record NumberMultiply(NumberType type) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.numberMultiply(this);
        }
    }

    /** Adding a product of floats of {@code type} to a sum. */
    record NumberAdd(NumberType type) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.numberAdd(this);
        }
    }

    /** A sum times a scale. */
    record ScaleSum(ScaleType scale) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.scaleSum(this);
        }
    }

    /** Making a number of {@code bits} of a narrower one of another kind. */
    record ConvertNumber(@Range(min = 1) int bits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.convertNumber(this);
        }
    }

    /** A comparison of two {@code operandBits}-wide integers. */
    record Compare(@Range(min = 1) int operandBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.compare(this);
        }
    }

    /** Finding the first of {@code lines} that is set. */
    record PriorityEncode(@Range(min = 1) int lines) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.priorityEncode(this);
        }
    }

    /** Finding the first place that two masks of {@code maskBits} share, and how many are set before it in each. */
    record MaskJoin(@Range(min = 1) int maskBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.maskJoin(this);
        }
    }

    /** Bringing one of {@code words} of {@code wordBits} to a multiplier. */
    record SelectWord(
            @Range(min = 1) int words, @Range(min = 1) int wordBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.selectWord(this);
        }
    }

    /** Finding out where one product belongs: its coordinates, whether they are inside the map, and the bank that sums it. */
    record LocateProduct() implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.locateProduct(this);
        }
    }

    /** Turning one stored index of {@code indexBits} into a position. */
    record IndexDecode(@Range(min = 1) int indexBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.indexDecode(this);
        }
    }

    /** A read or write of one {@code wordBits}-wide word in a register file of {@code words}. */
    record RegisterAccess(
            @Range(min = 1) int words, @Range(min = 1) int wordBits, boolean write) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.registerAccess(this);
        }
    }

    /** A push or pop of one {@code entryBits}-wide entry in a queue of {@code entries}. */
    record FifoAccess(
            @Range(min = 1) int entries, @Range(min = 1) int entryBits, boolean push) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fifoAccess(this);
        }
    }

    /** Adding a product to one of {@code entries} sums of {@code entryBits}: a read, a sum and a write. */
    record Accumulate(
            @Range(min = 1) int entries, @Range(min = 1) int entryBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accumulate(this);
        }
    }

    /** Moving {@code bits} over {@code lengthMm} of repeated wires. */
    record WireTransfer(
            @Range(min = 1) int bits, @Range(min = 0) double lengthMm) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.wireTransfer(this);
        }
    }

    /** Moving a word of {@code bits} from one of {@code inputs} to one of {@code outputs} of a crossbar. */
    record CrossbarTransfer(
            @Range(min = 1) int inputs,
            @Range(min = 1) int outputs,
            @Range(min = 1) int bits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.crossbarTransfer(this);
        }
    }

    /** A read or write of one {@code wordBits}-wide word in an SRAM of {@code capacityBytes}. */
    record SramAccess(
            @Range(min = 1) int capacityBytes,
            @Range(min = 1) int wordBits,
            boolean write) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sramAccess(this);
        }
    }

    /** One nanosecond of leakage of an SRAM of {@code capacityBytes} with words of {@code wordBits}. */
    record SramLeakage(
            @Range(min = 1) int capacityBytes,
            @Range(min = 1) int wordBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sramLeakage(this);
        }
    }

    /**
     * One nanosecond of leakage of arithmetic and flip-flops.
     *
     * @param multipliers as many adders of {@code sumBits} stand beside them; 0 of flip-flops alone
     * @param operandBits of the wider operand of a multiplier
     * @param otherBits of the other one
     * @param sumBits of an adder
     * @param flipFlopBits of the whole machine
     * @param type of the floats that multipliers and adders take; absent if they take integers
     */
    record LogicLeakage(
            @Range(min = 0) int multipliers,
            @Range(min = 1) int operandBits,
            @Range(min = 1) int otherBits,
            @Range(min = 1) int sumBits,
            @Range(min = 1, max = 1e13) long flipFlopBits,
            Optional<NumberType> type)
            implements Action {

        /** Of integers. */
        public static LogicLeakage of(int multipliers, int operandBits, int otherBits, int sumBits, long flipFlopBits) {
            return new LogicLeakage(multipliers, operandBits, otherBits, sumBits, flipFlopBits, Optional.empty());
        }

        /** A multiplier. */
        Part multiplier() {
            return type.<Part>map(Part.NumberMultiplier::new)
                    .orElseGet(() -> new Part.Multiplier(operandBits, otherBits));
        }

        /** An adder. */
        Part adder() {
            return type.<Part>map(Part.NumberAdder::new).orElseGet(() -> new Part.Adder(sumBits));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.logicLeakage(this);
        }
    }

    /**
     * One cycle of the clock of a whole machine.
     *
     * @param pipelineBits flip-flops that the clock reaches in every cycle
     * @param storedBits flip-flops of register files, whose clock is gated unless their word is written
     */
    record ClockCycle(
            @Range(min = 0, max = 1e13) long pipelineBits,
            @Range(min = 0, max = 1e13) long storedBits) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.clockCycle(this);
        }
    }

    /** Opening and later closing a row in every device of a DRAM channel of {@code standard}. */
    record DramActivate(String standard) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramActivate(this);
        }
    }

    /** One burst over the whole channel of {@code standard}. */
    record DramBurst(String standard, boolean write) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramBurst(this);
        }
    }

    /** One refresh command of a DRAM rank of {@code standard}; of one bank, if the controller refreshes bank by bank. */
    record DramRefresh(String standard) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramRefresh(this);
        }
    }

    /** One nanosecond of a DRAM rank of {@code standard} that stands by, with its rows open or all closed. */
    record DramBackground(String standard, boolean rowsOpen) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramBackground(this);
        }
    }

    /** One nanosecond of a DRAM rank of {@code standard} that is powered down, with its rows open or all closed. */
    record DramPowerDown(String standard, boolean rowsOpen) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramPowerDown(this);
        }
    }

    /** One nanosecond of a DRAM rank of {@code standard} that refreshes itself. */
    record DramSelfRefresh(String standard) implements Action {

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dramSelfRefresh(this);
        }
    }

    /**
     * Something done in another node than the machine's.
     *
     * @param action of the chip, in no node of its own
     */
    record InNode(@Range(min = 1, max = 250) int technologyNm, Action action) implements Action {

        public InNode {
            if (action instanceof InNode) {
                throw new IllegalArgumentException("action must not be in a node of its own");
            }
        }

        @Override
        public Action inAnyNode() {
            return action;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inNode(this);
        }
    }
}
