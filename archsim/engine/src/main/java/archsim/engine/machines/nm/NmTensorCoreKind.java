package archsim.engine.machines.nm;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "nm-tensor-core"}: see {@link NmTensorCore}. */
public final class NmTensorCoreKind implements MachineKind {

    @Override
    public String name() {
        return "nm-tensor-core";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return NmTensorCore.class;
    }
}
