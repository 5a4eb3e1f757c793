package archsim.engine.run;

import archsim.base.Problems;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.tables.DramStandard;
import archsim.tables.OutOfRangeException;
import archsim.tables.SramTable;
import archsim.tables.TableSet;

/** A machine, and the tables that price it. */
record PricedMachine(Accelerator accelerator, TableSet tables) {

    /** The prices of the machine's node, with {@code memory} beside it. */
    EnergyModel energyModel(DramStandard memory) {
        return EnergyModels.of(tables, accelerator.technologyNm(), accelerator.transistors(), memory);
    }

    /**
     * Reports what the tables cannot price: the node, or a bank, whose size is not what its author wrote.
     *
     * @param pointer of the accelerator
     */
    void check(String pointer, Problems problems) {
        int technologyNm = accelerator.technologyNm();
        if (!tables.scaling().covers(technologyNm)) {
            problems.add(
                    pointer + "/technologyNm",
                    "must be %d to %d, was %d: other nodes have no prices",
                    tables.scaling().finestNm(),
                    tables.scaling().coarsestNm(),
                    technologyNm);
            return;
        }
        SramTable sram = tables.sram(technologyNm, accelerator.transistors());
        accelerator.buffers().byDataType().forEach((dataType, buffer) -> {
            try {
                sram.access(buffer.bankBytes(), buffer.wordBits(), true);
            } catch (OutOfRangeException e) {
                problems.add(
                        pointer + "/buffers/" + dataType.jsonName(),
                        "has %d banks of %d bytes: %s",
                        buffer.banks(),
                        buffer.bankBytes(),
                        e.getMessage());
            }
        });
    }
}
