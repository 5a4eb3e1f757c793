package archsim.engine.machines;

import archsim.engine.pe.Machine;
import archsim.engine.sram.Buffers;
import archsim.engine.sram.SramBuffer;

/** A machine whose ports never hold its PEs up, so that only the dataflow's own rule costs cycles. */
public final class WideMachine {

    private WideMachine() {}

    /** The same buffers behind so many banks that any tile's reads fit into its cycles. */
    public static Machine of(Machine machine) {
        Buffers buffers = machine.buffers();
        return with(
                machine,
                new Buffers(
                        wide(buffers.weights().capacityBytes()),
                        wide(buffers.inputs().capacityBytes()),
                        wide(buffers.outputs().capacityBytes())));
    }

    /** With buffers that hold any small layer at once. */
    public static Machine ofOneTile(Machine machine) {
        return with(machine, new Buffers(wide(1 << 28), wide(1 << 28), wide(1 << 28)));
    }

    private static Machine with(Machine machine, Buffers buffers) {
        return new Machine(machine.peArray(), machine.multipliersPerPe(), machine.precision(), buffers);
    }

    private static SramBuffer wide(int capacityBytes) {
        return new SramBuffer(capacityBytes, 4096, 1024);
    }
}
