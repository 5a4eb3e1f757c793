package archsim.engine.run;

import archsim.energy.AreaModel;
import archsim.energy.ComponentParts;
import archsim.engine.accelerator.Accelerator;
import archsim.tables.OutOfRangeException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a machine takes of the chip.
 *
 * @param areaMm2 by component, in the order in which the machine names them, without those that the tables do not cover
 * @param unknown components that take area, but how much the tables do not say
 */
record MachineArea(Map<String, Double> areaMm2, List<String> unknown) {

    MachineArea {
        areaMm2 = Collections.unmodifiableMap(areaMm2);
        unknown = List.copyOf(unknown);
    }

    /** Of all components that are known. */
    double totalMm2() {
        return areaMm2.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    static MachineArea of(Accelerator accelerator, AreaModel model) {
        List<ComponentParts> components = accelerator.components();
        var areaMm2 = new LinkedHashMap<String, Double>();
        for (ComponentParts part : components) {
            String name = part.component().name();
            try {
                areaMm2.merge(name, part.areaMm2(model), Double::sum);
            } catch (OutOfRangeException e) {
                areaMm2.remove(name);
            }
        }
        List<String> unknown = components.stream()
                .map(part -> part.component().name())
                .filter(name -> !areaMm2.containsKey(name))
                .distinct()
                .toList();
        return new MachineArea(areaMm2, unknown);
    }
}
