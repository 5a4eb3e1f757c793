package archsim.engine.run.config;

import archsim.engine.plan.Objective;
import java.util.Map;

/**
 * What the layers of a run are mapped for.
 *
 * @param objective of the layers whose mapping is not given
 * @param given mappings by the names of their layers
 */
public record Tiling(Objective objective, Map<String, Record> given) {

    /** Fewest cycles, nothing given. */
    public static final Tiling DEFAULT = new Tiling(Objective.CYCLES, Map.of());

    public Tiling {
        given = Map.copyOf(given);
    }
}
