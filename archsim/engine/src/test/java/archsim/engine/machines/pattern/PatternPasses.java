package archsim.engine.machines.pattern;

import archsim.engine.counts.PlainTile;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.workloads.LayerWorkload;
import java.util.List;

/** The cut that the pattern array chooses, which is a choice and no count, for a literal model to count from. */
public final class PatternPasses {

    private PatternPasses() {}

    /** The tiles of a layer in order. */
    public static List<PlainTile> of(Dataflow array, LayerWorkload layer, Machine machine) {
        return ((PatternArray) array)
                .tiles(layer, machine).stream().map(PlainTile::at).toList();
    }
}
