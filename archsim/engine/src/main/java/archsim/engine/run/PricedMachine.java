package archsim.engine.run;

import archsim.base.Problems;
import archsim.energy.AreaModel;
import archsim.energy.ComponentParts;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.tables.DramStandard;
import archsim.tables.OutOfRangeException;
import archsim.tables.TableSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A machine, and the tables that price it. */
record PricedMachine(Accelerator accelerator, TableSet tables) {

    /** The prices of the machine's node, with {@code memory} beside it. */
    EnergyModel energyModel(DramStandard memory) {
        return EnergyModels.of(
                tables, accelerator.technologyNm(), accelerator.transistors(), accelerator.operatingPoint(), memory);
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
        return unknownAreas(areaMm2());
    }

    /** The same, once the areas that are known were found. */
    List<String> unknownAreas(Map<String, Double> known) {
        return accelerator.components().stream()
                .map(part -> part.component().name())
                .filter(name -> !known.containsKey(name))
                .distinct()
                .toList();
    }

    /**
     * Reports what the tables cannot price: a node, or a bank, whose size is not what its author wrote.
     *
     * @param pointer of the accelerator
     */
    void check(String pointer, Problems problems) {
        var nodes = new LinkedHashMap<String, Integer>();
        nodes.put("/technologyNm", accelerator.technologyNm());
        nodes.putAll(accelerator.dataflow().ownNodes());
        var checked = new HashSet<Integer>();
        nodes.forEach((stated, node) -> {
            var check = new NodeCheck(this, node);
            if (check.isCovered(pointer + stated, problems) && checked.add(node)) {
                check.of(pointer, problems);
            }
        });
    }
}
