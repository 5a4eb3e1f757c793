package archsim.engine.machines.diannao;

import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;

/** {@code "diannao"}: see {@link DianNao}. */
public final class DianNaoKind implements MachineKind {

    @Override
    public String name() {
        return "diannao";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return DianNao.class;
    }
}
