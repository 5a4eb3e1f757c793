package archsim.engine.machines.loopnest.mapping;

import archsim.engine.machines.loopnest.architecture.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is fixed of a level's loops.
 *
 * @param level its name
 * @param loops whose factors are fixed or bounded; the others are free
 * @param only dimensions that may have a loop here; all that the level allows if absent
 * @param innermost loops inside all others of the level, the last of them innermost; any order if absent. Not of a spatial
 *     level, whose instances have no order
 */
public record LevelConstraint(
        String level,
        Optional<List<LoopConstraint>> loops,
        Optional<List<Dimension>> only,
        Optional<List<Dimension>> innermost) {

    public LevelConstraint {
        loops = loops.map(List::copyOf);
        only = only.map(List::copyOf);
        innermost = innermost.map(List::copyOf);
    }

    List<LoopConstraint> fixed() {
        return loops.orElse(List.of());
    }

    /** The factor that the loop over {@code dimension} has at least. */
    public int least(Dimension dimension) {
        return fixed().stream()
                .filter(loop -> loop.loop() == dimension)
                .mapToInt(LoopConstraint::least)
                .findFirst()
                .orElse(1);
    }

    /** The factor that the loop over {@code dimension} has at most. */
    public int most(Dimension dimension) {
        int without = only.isEmpty() || only.get().contains(dimension) ? Integer.MAX_VALUE : 1;
        return fixed().stream()
                .filter(loop -> loop.loop() == dimension)
                .mapToInt(LoopConstraint::most)
                .findFirst()
                .orElse(without);
    }

    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        fixed().forEach(loop -> parts.add(loop.toString()));
        only.ifPresent(dimensions -> parts.add("only " + names(dimensions)));
        innermost.ifPresent(dimensions -> parts.add("innermost " + names(dimensions)));
        return level + " " + String.join(", ", parts);
    }

    private static String names(List<Dimension> dimensions) {
        return dimensions.stream().map(Dimension::jsonName).collect(Collectors.joining(" "));
    }
}
