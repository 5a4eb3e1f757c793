package archsim.engine.machines.loopnest.mapping;

import java.util.List;

/**
 * The loops of one level.
 *
 * @param level its name
 * @param loops outermost first; those of a spatial level are spread over its instances
 */
public record LevelLoops(String level, List<GivenLoop> loops) {

    public LevelLoops {
        loops = List.copyOf(loops);
    }
}
