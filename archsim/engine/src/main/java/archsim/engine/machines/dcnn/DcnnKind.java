package archsim.engine.machines.dcnn;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "dcnn"}: see {@link Dcnn}. */
public final class DcnnKind implements MachineKind {

    @Override
    public String name() {
        return "dcnn";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Dcnn.class;
    }
}
