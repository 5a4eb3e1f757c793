package archsim.energy;

import archsim.tables.ArithmeticTable;
import archsim.tables.DramStandard;
import archsim.tables.NodeScaling;
import archsim.tables.OutOfRangeException;
import archsim.tables.SramTable;

/** Prices by tables: SRAM of one node, arithmetic scaled to that node, and one DRAM standard. */
public final class TableEnergyModel implements EnergyModel {

    private final TablePrices prices;

    /**
     * @param sram decides the technology node
     * @param arithmetic of any node that {@code scaling} covers
     * @param dram the one standard that is priced, by its name
     */
    public TableEnergyModel(SramTable sram, ArithmeticTable arithmetic, NodeScaling scaling, DramStandard dram) {
        prices = new TablePrices(sram, arithmetic, scaling, new DramEnergy(dram));
    }

    @Override
    public Price price(Action action) {
        try {
            return action.match(prices);
        } catch (OutOfRangeException e) {
            throw new UnpricedActionException(action, e.getMessage());
        }
    }
}
