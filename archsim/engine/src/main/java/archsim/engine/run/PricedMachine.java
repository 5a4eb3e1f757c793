package archsim.engine.run;

import archsim.base.Problems;
import archsim.energy.AreaModel;
import archsim.energy.ComponentParts;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.energy.Part;
import archsim.engine.accelerator.Accelerator;
import archsim.tables.DramStandard;
import archsim.tables.OutOfRangeException;
import archsim.tables.SramTable;
import archsim.tables.TableSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** A machine, and the tables that price it. */
record PricedMachine(Accelerator accelerator, TableSet tables) {

    /** The prices of the machine's node, with {@code memory} beside it. */
    EnergyModel energyModel(DramStandard memory) {
        return EnergyModels.of(tables, accelerator.technologyNm(), accelerator.transistors(), memory);
    }

    /**
     * Areas by component, in mm2; in the order in which the machine names them.
     *
     * @throws OutOfRangeException if the tables do not cover a part
     */
    Map<String, Double> areaMm2() {
        var model = new AreaModel(tables, accelerator.technologyNm(), accelerator.transistors());
        var areaMm2 = new LinkedHashMap<String, Double>();
        accelerator
                .components()
                .forEach(part -> areaMm2.merge(part.component().name(), part.areaMm2(model), Double::sum));
        return areaMm2;
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
        try {
            checkBanks(pointer, tables.sram(technologyNm, accelerator.transistors()), problems);
            checkAreas(pointer, problems);
        } catch (OutOfRangeException e) {
            problems.add(pointer + "/sramTransistors", "cannot be priced: %s", e.getMessage());
        }
    }

    private void checkBanks(String pointer, SramTable sram, Problems problems) {
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

    /** Banks apart, which are told as buffers. */
    private void checkAreas(String pointer, Problems problems) {
        var model = new AreaModel(tables, accelerator.technologyNm(), accelerator.transistors());
        for (ComponentParts parts : accelerator.components()) {
            try {
                parts.areaMm2(model);
            } catch (OutOfRangeException e) {
                if (!(parts.part() instanceof Part.Sram)) {
                    problems.add(
                            pointer,
                            "needs %s of %s: %s",
                            parts.component().name(),
                            parts.part().title(),
                            e.getMessage());
                }
            }
        }
    }
}
