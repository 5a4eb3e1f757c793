package archsim.engine.machines.ideal;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "ideal"}: see {@link Ideal}. */
public final class IdealKind implements MachineKind {

    @Override
    public String name() {
        return "ideal";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Ideal.class;
    }
}
