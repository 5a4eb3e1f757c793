package archsim.energy;

import archsim.base.RootLocale;
import archsim.tables.DramStandard;
import archsim.tables.SramTransistors;
import archsim.tables.TableSet;

/** Energy models made of tables. */
public final class EnergyModels {

    private EnergyModels() {}

    /** The model of a machine with SRAM of low standby power, by the tables that ship. */
    public static EnergyModel of(int technologyNm, DramStandard memory) {
        return of(TableSet.shipped(), technologyNm, SramTransistors.LOW_STANDBY_POWER, memory);
    }

    /** The model of a machine in one node with one memory, at the node's nominal supply. */
    public static EnergyModel of(TableSet tables, int technologyNm, SramTransistors transistors, DramStandard memory) {
        return of(tables, technologyNm, transistors, OperatingPoint.UNSTATED, memory);
    }

    /**
     * The model of a machine in one node with one memory.
     *
     * @param technologyNm a node that {@code tables} cover
     */
    public static EnergyModel of(
            TableSet tables, int technologyNm, SramTransistors transistors, OperatingPoint point, DramStandard memory) {
        if (!tables.scaling().covers(technologyNm)) {
            throw new IllegalArgumentException(RootLocale.format(
                    "technologyNm must be %d to %d, was %d",
                    tables.scaling().finestNm(), tables.scaling().coarsestNm(), technologyNm));
        }
        return new TableEnergyModel(tables, technologyNm, transistors, point, memory);
    }
}
