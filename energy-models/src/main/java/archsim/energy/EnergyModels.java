package archsim.energy;

import archsim.tables.DramStandard;
import archsim.tables.TableSet;

/** Energy models made of the tables that ship. */
public final class EnergyModels {

    private EnergyModels() {}

    /** Whether a node can be priced. */
    public static boolean isPriced(int technologyNm) {
        return technologyNm >= finestNm() && technologyNm <= coarsestNm();
    }

    /** The finest node that can be priced, in nanometres. */
    public static int finestNm() {
        return Shipped.TABLES.scaling().finestNm();
    }

    /** The coarsest node that can be priced, in nanometres. */
    public static int coarsestNm() {
        return Shipped.TABLES.scaling().coarsestNm();
    }

    /**
     * The model of a machine in one node with one memory.
     *
     * @param technologyNm from {@link #finestNm} to {@link #coarsestNm}
     */
    public static EnergyModel of(int technologyNm, DramStandard memory) {
        if (!isPriced(technologyNm)) {
            throw new IllegalArgumentException(
                    "technologyNm must be %d to %d, was %d".formatted(finestNm(), coarsestNm(), technologyNm));
        }
        return new TableEnergyModel(Shipped.TABLES, technologyNm, memory);
    }

    /** Read when first asked for. */
    private static final class Shipped {

        static final TableSet TABLES = TableSet.shipped();
    }
}
