package archsim.engine.machines.cambriconx;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "cambricon-x"}: see {@link CambriconX}. */
public final class CambriconXKind implements MachineKind {

    @Override
    public String name() {
        return "cambricon-x";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return CambriconX.class;
    }
}
