package archsim.engine.machines.sigma;

import archsim.engine.counts.PlainTile;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.workloads.LayerWorkload;
import java.util.List;

/** The cut that SIGMA chooses, which is a choice and no count, for a literal model to count from. */
public final class SigmaPasses {

    private SigmaPasses() {}

    /** The tiles of a layer in order. */
    public static List<PlainTile> of(Dataflow sigma, LayerWorkload layer, Machine machine) {
        return new SigmaPlan((Sigma) sigma, layer, machine)
                .tiles().stream().map(PlainTile::at).toList();
    }
}
