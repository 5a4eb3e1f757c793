package archsim.engine.machines.scnn;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "scnn"}: see {@link Scnn}. */
public final class ScnnKind implements MachineKind {

    @Override
    public String name() {
        return "scnn";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Scnn.class;
    }
}
