package archsim.engine.machines.loopnest.mapping;

import archsim.engine.machines.loopnest.architecture.Dimension;
import java.util.List;

/**
 * A mapping of one layer as a user gives it and as a search writes it.
 *
 * @param levels in any order; one that is left out has no loops
 */
public record NestMapping(List<LevelLoops> levels) {

    /** One of each part. */
    public static final NestMapping SAMPLE =
            new NestMapping(List.of(new LevelLoops("", List.of(GivenLoop.whole(Dimension.N, 1)))));

    public NestMapping {
        levels = List.copyOf(levels);
    }
}
