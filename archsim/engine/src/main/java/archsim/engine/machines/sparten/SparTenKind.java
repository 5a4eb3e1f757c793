package archsim.engine.machines.sparten;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "sparten"}: see {@link SparTen}. */
public final class SparTenKind implements MachineKind {

    @Override
    public String name() {
        return "sparten";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return SparTen.class;
    }
}
