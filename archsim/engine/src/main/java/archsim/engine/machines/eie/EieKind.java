package archsim.engine.machines.eie;

import archsim.energy.Component;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;
import java.util.List;

/** {@code "eie"}: see {@link Eie}. */
public final class EieKind implements MachineKind {

    static final Component INPUT_REGISTERS = new Component("inputRegisters", "input registers", 210);
    static final Component QUEUES = new Component("queues", "queues", 300);
    static final Component NON_ZERO_DETECTION = new Component("nonZeroDetection", "non-zero detection", 400);
    static final Component CODEBOOK = new Component("codebook", "codebook", 420);
    static final Component POINTER_MEMORY = new Component("pointerMemory", "pointer memory", 430);

    @Override
    public String name() {
        return "eie";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Eie.class;
    }

    @Override
    public List<Component> components() {
        return List.of(INPUT_REGISTERS, QUEUES, NON_ZERO_DETECTION, CODEBOOK, POINTER_MEMORY);
    }
}
