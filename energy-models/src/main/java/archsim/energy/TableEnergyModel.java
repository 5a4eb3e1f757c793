package archsim.energy;

import archsim.tables.DramStandard;
import archsim.tables.OutOfRangeException;
import archsim.tables.TableSet;

/** Prices by tables for one node and one DRAM standard. */
public final class TableEnergyModel implements EnergyModel {

    private final TablePrices prices;

    /**
     * @param technologyNm a node that the tables cover
     * @param dram the one standard that is priced, by its name
     */
    public TableEnergyModel(TableSet tables, int technologyNm, DramStandard dram) {
        prices = new TablePrices(tables, technologyNm, new DramEnergy(dram));
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
