package archsim.energy;

import archsim.tables.DramStandard;
import archsim.tables.OutOfRangeException;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Prices by tables for one node and one DRAM standard. An action is looked up once: layers repeat the same few. */
public final class TableEnergyModel implements EnergyModel {

    private final TablePrices prices;
    private final Map<Action, Price> known = new ConcurrentHashMap<>();
    private final Set<Action> unpriced = ConcurrentHashMap.newKeySet();

    /**
     * @param technologyNm a node that the tables cover
     * @param dram the one standard that is priced, by its name
     */
    public TableEnergyModel(
            TableSet tables, int technologyNm, SramTransistors transistors, OperatingPoint point, DramStandard dram) {
        prices = new TablePrices(tables, technologyNm, transistors, point, new DramEnergy(dram));
    }

    @Override
    public Price price(Action action) {
        Price price = known.get(action);
        if (price == null) {
            price = lookedUp(action);
            known.put(action, price);
        }
        return price;
    }

    @Override
    public boolean covers(Action action) {
        return !unpriced.contains(action) && EnergyModel.super.covers(action);
    }

    private Price lookedUp(Action action) {
        try {
            return action.match(prices);
        } catch (OutOfRangeException e) {
            unpriced.add(action);
            throw new UnpricedActionException(action, e.getMessage());
        }
    }
}
