package archsim.engine.machines.loopnest;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "loop-nest"}: see {@link DescribedMachine}. */
public final class LoopNestKind implements MachineKind {

    @Override
    public String name() {
        return "loop-nest";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return DescribedMachine.class;
    }
}
