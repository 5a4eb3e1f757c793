package archsim.engine.machines.loopnest.mapping;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of a mapping that a user fixes; a search finds the rest.
 *
 * @param levels in any order; one that is left out is free
 */
public record NestConstraints(List<LevelConstraint> levels) {

    /** Nothing is fixed. */
    public static final NestConstraints NONE = new NestConstraints(List.of());

    /** One of each part. */
    public static final NestConstraints SAMPLE = new NestConstraints(List.of(new LevelConstraint(
            "",
            Optional.of(List.of(LoopConstraint.FREE)),
            Optional.of(List.of(Dimension.N)),
            Optional.of(List.of(Dimension.N)))));

    public NestConstraints {
        levels = List.copyOf(levels);
    }

    /** Whether nothing is fixed. */
    public boolean isNone() {
        return levels.isEmpty();
    }

    /** What is fixed of a level. */
    public Optional<LevelConstraint> of(Level level) {
        return levels.stream().filter(each -> each.level().equals(level.name())).findFirst();
    }

    /** What is fixed, for people. */
    @Override
    public String toString() {
        return levels.stream().map(LevelConstraint::toString).collect(Collectors.joining("; "));
    }
}
