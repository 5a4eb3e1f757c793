package archsim.engine.run;

import archsim.energy.EnergyModel;
import archsim.engine.accelerator.Accelerator;
import archsim.tables.DramStandard;
import archsim.tables.TableSet;

/** Where a simulator gets the prices of a machine's actions from. */
@FunctionalInterface
interface Prices {

    /** Those of {@code tables}. */
    static Prices of(TableSet tables) {
        return (accelerator, memory) -> new PricedMachine(accelerator, tables).energyModel(memory);
    }

    /** Prices of the machine's node, with {@code memory} beside it. */
    EnergyModel energyModel(Accelerator accelerator, DramStandard memory);
}
