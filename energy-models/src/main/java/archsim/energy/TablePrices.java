package archsim.energy;

import archsim.base.Bits;
import archsim.base.number.NumberType;
import archsim.energy.Action.Cases;
import archsim.energy.EnergyModel.Price;
import archsim.tables.ArithmeticTable;
import archsim.tables.ClockTable;
import archsim.tables.InterconnectTable;
import archsim.tables.NodeScaling;
import archsim.tables.NumberTypeTable;
import archsim.tables.OperationTable;
import archsim.tables.OutOfRangeException;
import archsim.tables.SourcedEnergy;
import archsim.tables.SparseLogicTable;
import archsim.tables.SparseUnit;
import archsim.tables.Spread;
import archsim.tables.SramTable;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;
import java.util.OptionalDouble;

/**
 * Where each kind of action finds its price.
 *
 * <p>SRAM comes from a table of the node itself or of the nearest one; arithmetic and register files are scaled to the
 * node, and settle within the machine's cycle; wires take the node's capacitance and supply. What no source gives is derived from what one does: turning an index
 * into a position is one sum of the index's width, a queue is a register file with a pointer. Register files of more than {@value
 * archsim.tables.ArithmeticTable#MOST_REGISTER_WORDS} words are small SRAMs.
 */
final class TablePrices implements Cases<Price> {

    private static final Spread DRAM_SPREAD =
            new Spread(0.87, 1.75, "published energies of LPDDR4 lie from 7 to 14 pJ a bit, most at 8");

    private static final double PS_MHZ = 1e6;
    /** Width of the integers whose product floats are priced over. */
    private static final int BYTE = 8;
    /** Of the sum of two E8M0 exponents. */
    private static final int EXPONENT_BITS = 9;

    private final TableSet tables;
    private final int technologyNm;
    private final SramTable sram;
    private final ArithmeticTable arithmetic;
    private final NumberTypeTable numbers;
    private final InterconnectTable interconnect;
    private final ClockTable clock;
    private final SparseLogicTable sparseLogic;
    private final NodeScaling scaling;
    private final OperationTable operation;
    private final OperatingPoint point;
    private final SramTransistors transistors;
    private final AreaModel areas;
    private final DramEnergy dram;

    TablePrices(TableSet tables, int technologyNm, SramTransistors transistors, OperatingPoint point, DramEnergy dram) {
        this.tables = tables;
        this.technologyNm = technologyNm;
        this.transistors = transistors;
        this.point = point;
        this.operation = tables.operation();
        this.areas = new AreaModel(tables, technologyNm, transistors);
        this.sram = tables.sram(technologyNm, transistors);
        this.arithmetic = tables.arithmetic();
        this.numbers = tables.numberType();
        this.interconnect = tables.interconnect();
        this.clock = tables.clock();
        this.sparseLogic = tables.sparseLogic();
        this.scaling = tables.scaling();
        this.dram = dram;
    }

    @Override
    public Price multiply(Action.Multiply action) {
        return scaled(arithmetic.multiply(action.operandBits(), action.narrowBits(), cyclePs()));
    }

    @Override
    public Price add(Action.Add action) {
        return scaled(add(action.operandBits()));
    }

    @Override
    public Price floatMultiply(Action.FloatMultiply action) {
        return scaled(arithmetic.floatMultiply(action.operandBits()));
    }

    @Override
    public Price floatAdd(Action.FloatAdd action) {
        return scaled(arithmetic.floatAdd(action.operandBits()));
    }

    @Override
    public Price numberMultiply(Action.NumberMultiply action) {
        return scaled(numbers.product(action.type(), byteProduct()));
    }

    @Override
    public Price numberAdd(Action.NumberAdd action) {
        return scaled(numbers.sum(action.type(), byteProduct()));
    }

    @Override
    public Price scaleSum(Action.ScaleSum action) {
        return scaled(
                switch (action.scale()) {
                    case E8M0 -> add(EXPONENT_BITS).times(1, "a power of two is added to an exponent");
                    case FP8_E4M3 -> numbers.scaling(byteProduct());
                    case FP16, BF16, FP32 -> numbers.product(NumberType.FP32, byteProduct());
                });
    }

    @Override
    public Price convertNumber(Action.ConvertNumber action) {
        return scaled(add(action.bits()).times(1, "a number converted by one sum of its width"));
    }

    @Override
    public Price compare(Action.Compare action) {
        return scaled(add(action.operandBits()).times(1, "a comparison is a difference of its width"));
    }

    @Override
    public Price priorityEncode(Action.PriorityEncode action) {
        return chip(sparse(SparseUnit.PRIORITY_ENCODER, action.lines()));
    }

    @Override
    public Price maskJoin(Action.MaskJoin action) {
        return chip(sparse(SparseUnit.MASK_JOIN, action.maskBits()));
    }

    @Override
    public Price selectWord(Action.SelectWord action) {
        SourcedEnergy word = sparse(SparseUnit.SELECT, action.words());
        return chip(
                action.wordBits() == SparseUnit.WORD_BITS
                        ? word
                        : word.times(
                                (double) action.wordBits() / SparseUnit.WORD_BITS, "in proportion to the word's bits"));
    }

    @Override
    public Price locateProduct(Action.LocateProduct action) {
        return chip(sparse(SparseUnit.COORDINATE, 1));
    }

    private SourcedEnergy sparse(SparseUnit unit, int size) {
        return sparseLogic.energy(technologyNm, unit, size);
    }

    @Override
    public Price registerAccess(Action.RegisterAccess action) {
        return chip(register(action.words(), action.wordBits(), action.write()));
    }

    @Override
    public Price indexDecode(Action.IndexDecode action) {
        return scaled(add(action.indexBits()).times(1, "an index decoded by one sum of its width"));
    }

    /** The entry in a register file, and the pointer that moves on. */
    @Override
    public Price fifoAccess(Action.FifoAccess action) {
        int pointerBits = Math.max(1, Bits.forValues(action.entries()));
        return chip(register(action.entries(), action.entryBits(), action.push())
                .plus(inNode(add(pointerBits)), "a pointer that moves on"));
    }

    @Override
    public Price accumulate(Action.Accumulate action) {
        int entries = action.entries();
        int bits = action.entryBits();
        return chip(register(entries, bits, false)
                .plus(register(entries, bits, true), "read and written")
                .plus(inNode(add(bits)), "a sum"));
    }

    /** A word of flip-flops, or of the smallest SRAM that holds them all. */
    private SourcedEnergy register(int words, int wordBits, boolean write) {
        if (words <= ArithmeticTable.MOST_REGISTER_WORDS) {
            return inNode(arithmetic.registerAccess(words, wordBits));
        }
        SmallSram small = SmallSram.of(words, wordBits);
        return sram.access(small.capacityBytes(), small.wordBits(), write).times(1, small.how());
    }

    @Override
    public Price wireTransfer(Action.WireTransfer action) {
        double bitMillimetres = action.bits() * action.lengthMm();
        Price one = chip(interconnect.bitMillimetre(technologyNm));
        return new Price(
                one.lowPj() * bitMillimetres,
                one.energyPj() * bitMillimetres,
                one.highPj() * bitMillimetres,
                one.source());
    }

    @Override
    public Price crossbarTransfer(Action.CrossbarTransfer action) {
        return chip(interconnect.crossbar(technologyNm, action.inputs(), action.outputs(), action.bits()));
    }

    /** What is switched on the chip, at the supply that is stated. */
    private Price chip(SourcedEnergy energy) {
        return Price.of(
                point.supplyV().isPresent()
                        ? operation.switched(
                                energy, technologyNm, point.supplyV().getAsDouble())
                        : energy);
    }

    /** What leaks at the supply that is stated. */
    private Price leaking(SourcedEnergy energy) {
        return Price.of(
                point.supplyV().isPresent()
                        ? operation.leaking(
                                energy, technologyNm, point.supplyV().getAsDouble())
                        : energy);
    }

    private SourcedEnergy byteProduct() {
        return arithmetic.multiply(BYTE, BYTE, cyclePs());
    }

    private SourcedEnergy add(int bits) {
        return arithmetic.add(bits);
    }

    /** How long a gate of the arithmetic's node would take for what one of the machine's does in a cycle. */
    private OptionalDouble cyclePs() {
        if (point.clockMhz().isEmpty()) {
            return OptionalDouble.empty();
        }
        double speed = point.supplyV().isPresent()
                ? operation.speed(technologyNm, point.supplyV().getAsDouble())
                : 1;
        double delay = scaling.delayRatio(arithmetic.technologyNm(), technologyNm);
        return OptionalDouble.of(PS_MHZ / point.clockMhz().getAsDouble() * speed / delay);
    }

    private Price scaled(SourcedEnergy energy) {
        return chip(inNode(energy));
    }

    private SourcedEnergy inNode(SourcedEnergy energy) {
        return scaling.scaled(energy, arithmetic.technologyNm(), technologyNm);
    }

    @Override
    public Price sramAccess(Action.SramAccess action) {
        return chip(sram.access(action.capacityBytes(), action.wordBits(), action.write()));
    }

    @Override
    public Price sramLeakage(Action.SramLeakage action) {
        int bytes = action.capacityBytes();
        int bits = action.wordBits();
        return leaking(
                point.temperatureK().isPresent()
                        ? operation.warm(
                                sram.leakage(bytes, bits, operation.leakageSpread()),
                                technologyNm,
                                transistors,
                                point.temperatureK().getAsInt())
                        : sram.leakage(bytes, bits));
    }

    @Override
    public Price logicLeakage(Action.LogicLeakage action) {
        double areaMm2 = action.multipliers()
                        * (action.multiplier().area(areas).areaMm2()
                                + action.adder().area(areas).areaMm2())
                + new Part.FlipFlops(action.flipFlopBits()).area(areas).areaMm2();
        return leaking(operation.logicLeakage(
                technologyNm, areaMm2, point.temperatureK().orElse(OperationTable.ROOM_K)));
    }

    @Override
    public Price clockCycle(Action.ClockCycle action) {
        return chip(clock.cycle(technologyNm, action.pipelineBits(), action.storedBits()));
    }

    @Override
    public Price dramActivate(Action.DramActivate action) {
        return dramPrice(action.standard(), dram.activatePj());
    }

    @Override
    public Price dramBurst(Action.DramBurst action) {
        return dramPrice(action.standard(), dram.burstPj(action.write()));
    }

    @Override
    public Price dramRefresh(Action.DramRefresh action) {
        return dramPrice(action.standard(), dram.refreshPj());
    }

    /** Volts times milliamperes times one nanosecond are picojoules. */
    @Override
    public Price dramBackground(Action.DramBackground action) {
        return dramPrice(action.standard(), dram.backgroundPjPerNs(action.rowsOpen()));
    }

    @Override
    public Price dramPowerDown(Action.DramPowerDown action) {
        return dramPrice(action.standard(), dram.powerDownPjPerNs(action.rowsOpen()));
    }

    @Override
    public Price dramSelfRefresh(Action.DramSelfRefresh action) {
        return dramPrice(action.standard(), dram.selfRefreshPjPerNs());
    }

    /** A machine has few nodes, and each action is looked up once. */
    @Override
    public Price inNode(Action.InNode action) {
        return action.action().match(new TablePrices(tables, action.technologyNm(), transistors, point, dram));
    }

    private Price dramPrice(String standard, double energyPj) {
        if (!standard.equals(dram.standardName())) {
            throw new OutOfRangeException("the model prices %s, not %s", dram.standardName(), standard);
        }
        return new Price(energyPj * DRAM_SPREAD.low(), energyPj, energyPj * DRAM_SPREAD.high(), dram.source());
    }
}
