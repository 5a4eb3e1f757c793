package archsim.engine.machines.sigma;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "sigma"}: see {@link Sigma}. */
public final class SigmaKind implements MachineKind {

    @Override
    public String name() {
        return "sigma";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Sigma.class;
    }
}
