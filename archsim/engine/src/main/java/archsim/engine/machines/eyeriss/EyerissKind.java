package archsim.engine.machines.eyeriss;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "eyeriss"}: see {@link Eyeriss}. */
public final class EyerissKind implements MachineKind {

    @Override
    public String name() {
        return "eyeriss";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Eyeriss.class;
    }
}
