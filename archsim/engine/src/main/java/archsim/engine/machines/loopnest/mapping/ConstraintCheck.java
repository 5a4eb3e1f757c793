package archsim.engine.machines.loopnest.mapping;

import archsim.base.RootLocale;
import archsim.base.Suggestion;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.LevelCheck;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.workloads.LayerShape;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds all that is wrong with constraints, on a machine and for a layer, whatever a search would find. */
public final class ConstraintCheck {

    private final LayerShape shape;
    private final List<Level> levels;
    private final UnreadParts unread;
    private final List<String> faults = new ArrayList<>();
    /** Of which something is said already that factors could be the cause of. */
    private final Set<Dimension> faulty = EnumSet.noneOf(Dimension.class);

    public ConstraintCheck(LayerShape shape, List<Level> levels) {
        this(shape, levels, UnreadParts.NONE);
    }

    /** @param unread parts of the constraints, which bind nothing and of which nothing is said */
    public ConstraintCheck(LayerShape shape, List<Level> levels, UnreadParts unread) {
        this.shape = shape;
        this.levels = levels;
        this.unread = unread;
    }

    @FormatMethod
    private void fault(@FormatString String message, Object... arguments) {
        faults.add(RootLocale.format(message, arguments));
    }

    /** What is wrong, a sentence each, with the pointer within the constraints where it stands at one place. */
    public List<String> faultsOf(NestConstraints constraints) {
        faults.clear();
        faulty.clear();
        List<String> names = levels.stream().map(Level::name).toList();
        var seen = new HashSet<String>();
        var read = new ArrayList<LevelConstraint>();
        for (int i = 0; i < constraints.levels().size(); i++) {
            String pointer = "/levels/" + i;
            LevelConstraint given = read(constraints.levels().get(i), pointer);
            read.add(given);
            int at = names.indexOf(given.level());
            if (at < 0 && !unread.has(pointer + "/level")) {
                fault(
                        "%s/level must be one of %s, was \"%s\"%s",
                        pointer, String.join(", ", names), given.level(), Suggestion.sentence(given.level(), names));
            } else if (at >= 0 && !seen.add(given.level())) {
                fault("%s/level names %s a second time", pointer, given.level());
            }
            checkDimensions(given, pointer);
            if (at >= 0 && levels.get(at) instanceof Spatial spatial) {
                checkSpatial(spatial, given, pointer);
            }
        }
        var bound = new NestConstraints(read);
        for (Dimension dimension : Dimension.values()) {
            if (!faulty.contains(dimension)) {
                checkFactors(new FactorRanges(levels, bound, dimension), dimension);
            }
        }
        return List.copyOf(faults);
    }

    /** Without what could not be read: a loop without limits in its place, which keeps that of the others. */
    private LevelConstraint read(LevelConstraint given, String pointer) {
        var loops = new ArrayList<LoopConstraint>();
        for (int i = 0; i < given.fixed().size(); i++) {
            boolean readable = !unread.touch(pointer + "/loops/" + i);
            loops.add(readable ? given.fixed().get(i) : LoopConstraint.FREE);
        }
        return new LevelConstraint(
                given.level(),
                Optional.of(loops),
                given.only().filter(only -> !unread.touch(pointer + "/only")),
                given.innermost().filter(innermost -> !unread.touch(pointer + "/innermost")));
    }

    private void checkDimensions(LevelConstraint given, String pointer) {
        checkTwice(given.fixed().stream().map(LoopConstraint::loop).toList(), pointer + "/loops");
        given.only().ifPresent(only -> checkTwice(only, pointer + "/only"));
        given.innermost().ifPresent(innermost -> checkTwice(innermost, pointer + "/innermost"));
        for (int i = 0; i < given.fixed().size(); i++) {
            LoopConstraint loop = given.fixed().get(i);
            if (loop.least() > 1
                    && given.only().isPresent()
                    && !given.only().get().contains(loop.loop())) {
                fault(
                        "%s/loops/%d/loop must be one of only, was %s",
                        pointer, i, loop.loop().jsonName());
            }
        }
    }

    private void checkTwice(List<Dimension> dimensions, String pointer) {
        Set<Dimension> seen = new HashSet<>();
        for (int i = 0; i < dimensions.size(); i++) {
            if (!unread.touch(pointer + "/" + i) && !seen.add(dimensions.get(i))) {
                fault(
                        "%s/%d names %s a second time",
                        pointer, i, dimensions.get(i).jsonName());
            }
        }
    }

    private void checkSpatial(Spatial spatial, LevelConstraint given, String pointer) {
        if (given.innermost().isPresent()) {
            fault("%s/innermost must be left out: instances of %s have no order", pointer, spatial.name());
        }
        List<LoopConstraint> fixed =
                given.fixed().stream().filter(loop -> loop.least() > 1).toList();
        for (LoopConstraint loop : fixed) {
            if (!spatial.spread().contains(loop.loop())) {
                faulty.add(loop.loop());
                fault(
                        "%s/loops must name loops that %s spreads, %s, was %s",
                        pointer,
                        spatial.name(),
                        spatial.spreadText(),
                        loop.loop().jsonName());
            }
        }
        long places = LevelCheck.saturatedProduct(fixed.stream().mapToLong(LoopConstraint::least));
        if (places > spatial.instances() && !spatial.packs()) {
            fixed.forEach(loop -> faulty.add(loop.loop()));
            fault(
                    "%s/loops need %d instances of %s, there are %d",
                    pointer, places, spatial.name(), spatial.instances());
        }
        if (fixed.stream().map(loop -> loop.loop().isReduced()).distinct().count() > 1) {
            fault(
                    "%s/loops spread loops that sum up (c, r, s) and loops that do not over %s: give each a spatial level"
                            + " of its own",
                    pointer, spatial.name());
        }
    }

    private void checkFactors(FactorRanges ranges, Dimension dimension) {
        int bound = dimension.bound(shape);
        if (!ranges.canMake(bound)) {
            fault("%s: needs %d iterations, there are %s of %s", dimension.jsonName(), bound, ranges.product(), ranges);
        }
    }
}
