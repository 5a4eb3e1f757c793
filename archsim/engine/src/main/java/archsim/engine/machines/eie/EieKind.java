package archsim.engine.machines.eie;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "eie"}: see {@link Eie}. */
public final class EieKind implements MachineKind {

    @Override
    public String name() {
        return "eie";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Eie.class;
    }
}
