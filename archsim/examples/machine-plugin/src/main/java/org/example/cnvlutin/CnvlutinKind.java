package org.example.cnvlutin;

import archsim.energy.Component;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;
import java.util.List;

/** {@code "cnvlutin"}: see {@link Cnvlutin}. */
public final class CnvlutinKind implements MachineKind {

    /** Queues from which each lane takes its next non-zero input. */
    static final Component DISPATCHER = new Component("dispatcher", "dispatcher", 320);

    @Override
    public String name() {
        return "cnvlutin";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Cnvlutin.class;
    }

    @Override
    public List<Component> components() {
        return List.of(DISPATCHER);
    }
}
