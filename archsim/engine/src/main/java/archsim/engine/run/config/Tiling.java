package archsim.engine.run.config;

import archsim.engine.plan.Objective;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the layers of a run are mapped for.
 *
 * @param objective of the layers whose mapping is not given
 * @param given mappings by the names of their layers
 * @param constrained what is fixed of mappings, by the names of their layers; of {@link #ALL} for those not named
 */
public record Tiling(Objective objective, Map<String, Record> given, Map<String, Record> constrained) {

    /** Stands for all layers that are not named. */
    public static final String ALL = "*";

    /** Fewest cycles, nothing given. */
    public static final Tiling DEFAULT = new Tiling(Objective.CYCLES, Map.of());

    public Tiling {
        given = Map.copyOf(given);
        constrained = Map.copyOf(constrained);
    }

    /** Nothing constrained. */
    public Tiling(Objective objective, Map<String, Record> given) {
        this(objective, given, Map.of());
    }

    /** The name under which constraints of a layer stand, if any do. */
    public Optional<String> constraintsOf(String layer) {
        return Stream.of(layer, ALL).filter(constrained::containsKey).findFirst();
    }

    /** Whether the mapping of a layer is given or constrained. */
    public boolean binds(String layer) {
        return given.containsKey(layer) || constraintsOf(layer).isPresent();
    }
}
