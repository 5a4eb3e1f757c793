package archsim.engine.machines.eyeriss;

import archsim.energy.Component;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.MachineKind;
import java.util.List;

/** {@code "eyeriss"}: see {@link Eyeriss}. */
public final class EyerissKind implements MachineKind {

    static final Component FILTER_SPAD = new Component("filterSpad", "filter scratchpad", 220);
    static final Component INPUT_SPAD = new Component("inputSpad", "input scratchpad", 230);
    static final Component PSUM_SPAD = new Component("psumSpad", "partial-sum scratchpad", 240);
    static final Component NETWORK = new Component("network", "network", 700);

    @Override
    public String name() {
        return "eyeriss";
    }

    @Override
    public Class<? extends Dataflow> parameters() {
        return Eyeriss.class;
    }

    @Override
    public List<Component> components() {
        return List.of(FILTER_SPAD, INPUT_SPAD, PSUM_SPAD, NETWORK);
    }
}
