package archsim.engine.machines.loopnest.mapping;

import java.util.List;

/**
 * A mapping of one layer as a user gives it and as a search writes it.
 *
 * @param levels in any order; one that is left out has no loops
 */
public record NestMapping(List<LevelLoops> levels) {

    public NestMapping {
        levels = List.copyOf(levels);
    }
}
