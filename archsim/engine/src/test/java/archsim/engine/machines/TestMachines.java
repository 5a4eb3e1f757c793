package archsim.engine.machines;

import archsim.base.json.StrictJson;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.pe.Machine;
import archsim.engine.pe.Precision;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** Shipped designs, their variants, and the same with buffers so small that most layers are cut. */
public final class TestMachines {

    private TestMachines() {}

    /** A shipped design with another {@code dataflow}. */
    public static Accelerator withDataflow(String design, String dataflow) {
        JsonObject changed = Json.createObjectBuilder(AcceleratorLibrary.json(design))
                .add("dataflow", StrictJson.parseObject("dataflow", dataflow))
                .build();
        return StrictJson.bind(design, changed, Accelerator.class);
    }

    /**
     * The same array behind buffers of a few hundred bytes, of several banks, with words that no tile fills evenly and
     * operands of unequal widths; the second machine has so little room for sums that filters are cut before channels.
     */
    public static List<Machine> shrunk(Accelerator accelerator) {
        return List.of(shrunk(accelerator, 1536, 384, 512), shrunk(accelerator, 960, 1024, 96));
    }

    private static Machine shrunk(Accelerator accelerator, int weightBytes, int inputBytes, int outputBytes) {
        Machine machine = accelerator.machine();
        var buffers = new Buffers(
                new SramBuffer(weightBytes, 40, 3),
                new SramBuffer(inputBytes, 56, 2),
                new SramBuffer(outputBytes, 72, 2));
        return new Machine(machine.peArray(), machine.multipliersPerPe(), Precision.of(8, 7, 24), buffers);
    }
}
