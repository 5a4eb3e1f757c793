package archsim.validation.machine;

import archsim.base.ShippedFiles;
import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import jakarta.json.JsonObject;

/** Machines that figures were published of and that do not ship, and those that ship. */
final class ReferenceMachines {

    private static final ShippedFiles MACHINES = new ShippedFiles("archsim/reference-machines", ".json");

    private ReferenceMachines() {}

    /** The machine of that name, which must be there. */
    static Accelerator find(String name) {
        return MACHINES.find(name)
                .map(bytes -> StrictJson.read(name, StrictJson.decode(name, bytes), Accelerator.class))
                .orElseGet(() -> AcceleratorLibrary.find(name));
    }

    /** The file of a machine that does not ship. */
    static JsonObject json(String name) {
        byte[] bytes = MACHINES.find(name)
                .orElseThrow(() -> new IllegalStateException("no reference machine is called " + name));
        return StrictJson.parseObject(name, StrictJson.decode(name, bytes));
    }
}
