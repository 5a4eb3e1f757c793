package archsim.energy;

import archsim.base.Source;
import archsim.energy.Action.Cases;
import archsim.energy.EnergyModel.Price;
import archsim.tables.ArithmeticTable;
import archsim.tables.NodeScaling;
import archsim.tables.OutOfRangeException;
import archsim.tables.SourcedEnergy;
import archsim.tables.SramFigures;
import archsim.tables.SramTable;
import java.util.Locale;

/**
 * Where each kind of action finds its price.
 *
 * <p>SRAM comes from a table of the node itself; arithmetic and register files are scaled to the node; turning an index
 * into a position is one sum of the index's width.
 */
final class TablePrices implements Cases<Price> {

    private final SramTable sram;
    private final ArithmeticTable arithmetic;
    private final NodeScaling scaling;
    private final DramEnergy dram;

    TablePrices(SramTable sram, ArithmeticTable arithmetic, NodeScaling scaling, DramEnergy dram) {
        this.sram = sram;
        this.arithmetic = arithmetic;
        this.scaling = scaling;
        this.dram = dram;
    }

    @Override
    public Price multiply(Action.Multiply action) {
        return scaled(arithmetic.multiply(action.operandBits()));
    }

    @Override
    public Price add(Action.Add action) {
        return scaled(arithmetic.add(action.operandBits()));
    }

    @Override
    public Price registerAccess(Action.RegisterAccess action) {
        return scaled(arithmetic.registerAccess(action.words(), action.wordBits()));
    }

    @Override
    public Price indexDecode(Action.IndexDecode action) {
        return scaled(arithmetic.add(action.indexBits()).times(1, "an index decoded by one sum of its width"));
    }

    private Price scaled(SourcedEnergy energy) {
        int from = arithmetic.technologyNm();
        int to = sram.technologyNm();
        if (from == to) {
            return new Price(energy.energyPj(), energy.source());
        }
        double ratio = scaling.energyRatio(from, to);
        SourcedEnergy there = energy.times(
                ratio,
                String.format(
                        Locale.ROOT,
                        "times %.3f from %d to %d nm by %s",
                        ratio,
                        from,
                        to,
                        scaling.source().citation()));
        return new Price(there.energyPj(), there.source());
    }

    @Override
    public Price sramAccess(Action.SramAccess action) {
        SramFigures figures = sram.interpolate(action.capacityBytes(), action.wordBits());
        return new Price(
                action.write() ? figures.writePj() : figures.readPj(),
                sramSource(action.capacityBytes(), action.wordBits()));
    }

    /** Milliwatts times one nanosecond are picojoules. */
    @Override
    public Price sramLeakage(Action.SramLeakage action) {
        double leakageMw =
                sram.interpolate(action.capacityBytes(), action.wordBits()).leakageMw();
        return new Price(leakageMw, sramSource(action.capacityBytes(), action.wordBits()));
    }

    private Source sramSource(int capacityBytes, int wordBits) {
        return sram.isTabulated(capacityBytes, wordBits)
                ? sram.source()
                : SourcedEnergy.derived(sram.source(), "interpolated");
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

    private Price dramPrice(String standard, double energyPj) {
        if (!standard.equals(dram.standardName())) {
            throw new OutOfRangeException("the model prices %s, not %s", dram.standardName(), standard);
        }
        return new Price(energyPj, dram.source());
    }
}
