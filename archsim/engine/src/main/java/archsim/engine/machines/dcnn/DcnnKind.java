package archsim.engine.machines.dcnn;

import archsim.energy.Component;
import archsim.engine.machines.broadcast.BroadcastActions;
import archsim.engine.machines.broadcast.WeightPrefetch;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;
import java.util.List;

/** {@code "dcnn"}: see {@link Dcnn}. */
public final class DcnnKind implements MachineKind {

    @Override
    public String name() {
        return "dcnn";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Dcnn.class;
    }

    @Override
    public List<Component> components() {
        return List.of(BroadcastActions.WEIGHT_QUEUES, WeightPrefetch.COMPONENT);
    }
}
