package archsim.engine.machines.systolic;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "systolic"}: see {@link Systolic}. */
public final class SystolicKind implements MachineKind {

    @Override
    public String name() {
        return "systolic";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Systolic.class;
    }
}
