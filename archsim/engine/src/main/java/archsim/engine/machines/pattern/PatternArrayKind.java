package archsim.engine.machines.pattern;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "pattern"}: see {@link PatternArray}. */
public final class PatternArrayKind implements MachineKind {

    @Override
    public String name() {
        return "pattern";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return PatternArray.class;
    }
}
