package archsim.validation.price;

import archsim.energy.AreaModel;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.tables.TableSet;
import archsim.validation.fact.Measurement;

/**
 * Area of a design in its own node, in square millimetres.
 *
 * @param accelerator name of one that ships
 */
public record DesignArea(String accelerator) implements Measurement {

    @Override
    public double value() {
        return of(AcceleratorLibrary.find(accelerator));
    }

    /** Area of a machine in its own node, in square millimetres. */
    public static double of(Accelerator machine) {
        var model = new AreaModel(TableSet.shipped(), machine.technologyNm(), machine.transistors());
        return machine.components().stream()
                .mapToDouble(component -> component.areaMm2(model))
                .sum();
    }
}
