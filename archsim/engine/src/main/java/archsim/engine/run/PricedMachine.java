package archsim.engine.run;

import archsim.base.Problems;
import archsim.energy.AreaModel;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.tables.DramStandard;
import archsim.tables.TableSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** A machine, and the tables that price it. */
record PricedMachine(Accelerator accelerator, TableSet tables) {

    /** The prices of the machine's node, with {@code memory} beside it. */
    EnergyModel energyModel(DramStandard memory) {
        return EnergyModels.of(
                tables, accelerator.technologyNm(), accelerator.transistors(), accelerator.operatingPoint(), memory);
    }

    /** Areas by component, in mm2, without those that the tables do not cover. */
    Map<String, Double> areaMm2() {
        var model = new AreaModel(tables, accelerator.technologyNm(), accelerator.transistors());
        return MachineArea.of(accelerator, model).areaMm2();
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
            var check = new NodeCheck(this, node, stated);
            if (check.isCovered(pointer, problems) && checked.add(node)) {
                check.of(pointer, problems);
            }
        });
    }
}
