package archsim.energy;

import archsim.tables.ArithmeticTable;
import archsim.tables.DramStandard;
import archsim.tables.NodeScaling;
import archsim.tables.SramTable;
import java.util.List;

/** Energy models made of the tables that ship. */
public final class EnergyModels {

    private EnergyModels() {}

    /** Nodes that can be priced, in nanometres, in ascending order. */
    public static List<Integer> technologiesNm() {
        return SramTable.technologiesNm();
    }

    /**
     * The model of a machine in one node with one memory.
     *
     * @param technologyNm one of {@link #technologiesNm}
     */
    public static EnergyModel of(int technologyNm, DramStandard memory) {
        if (!technologiesNm().contains(technologyNm)) {
            throw new IllegalArgumentException(
                    "technologyNm must be one of %s, was %d".formatted(technologiesNm(), technologyNm));
        }
        return new TableEnergyModel(
                SramTable.at(technologyNm), ArithmeticTable.shipped(), NodeScaling.stillmakerBaas(), memory);
    }
}
