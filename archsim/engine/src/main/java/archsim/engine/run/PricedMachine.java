package archsim.engine.run;

import archsim.base.Problems;
import archsim.energy.AreaModel;
import archsim.energy.ComponentParts;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.sram.SramBuffer;
import archsim.tables.DramStandard;
import archsim.tables.OutOfRangeException;
import archsim.tables.SramTable;
import archsim.tables.TableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A machine, and the tables that price it. */
record PricedMachine(Accelerator accelerator, TableSet tables) {

    /** The prices of the machine's node, with {@code memory} beside it. */
    EnergyModel energyModel(DramStandard memory) {
        return EnergyModels.of(tables, accelerator.technologyNm(), accelerator.transistors(), memory);
    }

    /**
     * Areas by component, in mm2; in the order in which the machine names them, without those that the tables do not
     * cover.
     */
    Map<String, Double> areaMm2() {
        var model = new AreaModel(tables, accelerator.technologyNm(), accelerator.transistors());
        var areaMm2 = new LinkedHashMap<String, Double>();
        for (ComponentParts part : accelerator.components()) {
            String name = part.component().name();
            try {
                areaMm2.merge(name, part.areaMm2(model), Double::sum);
            } catch (OutOfRangeException e) {
                areaMm2.remove(name);
            }
        }
        return areaMm2;
    }

    /** Components that take area, but how much the tables do not say. */
    List<String> unknownAreas() {
        Map<String, Double> known = areaMm2();
        return accelerator.components().stream()
                .map(part -> part.component().name())
                .filter(name -> !known.containsKey(name))
                .distinct()
                .toList();
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
        } catch (OutOfRangeException e) {
            problems.add(pointer + "/sramTransistors", "cannot be priced: %s", e.getMessage());
        }
    }

    private void checkBanks(String pointer, SramTable sram, Problems problems) {
        accelerator.srams().forEach(placed -> {
            SramBuffer buffer = placed.buffer();
            try {
                sram.access(buffer.bankBytes(), buffer.wordBits(), true);
            } catch (OutOfRangeException e) {
                problems.add(
                        pointer + placed.pointer(),
                        "has %d banks of %d bytes: %s",
                        buffer.banks(),
                        buffer.bankBytes(),
                        e.getMessage());
            }
        });
    }
}
