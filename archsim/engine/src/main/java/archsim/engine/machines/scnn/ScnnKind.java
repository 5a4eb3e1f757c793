package archsim.engine.machines.scnn;

import archsim.energy.Component;
import archsim.engine.machines.broadcast.BroadcastActions;
import archsim.engine.machines.broadcast.WeightPrefetch;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;
import java.util.List;

/** {@code "scnn"}: see {@link Scnn}. */
public final class ScnnKind implements MachineKind {

    static final Component CROSSBAR = new Component("crossbar", "crossbar", 500);

    @Override
    public String name() {
        return "scnn";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Scnn.class;
    }

    @Override
    public List<Component> components() {
        return List.of(CROSSBAR, BroadcastActions.WEIGHT_QUEUES, WeightPrefetch.COMPONENT);
    }
}
