package archsim.engine.machines.loopnest.mapping;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.base.Suggestion;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.LevelCheck;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.workloads.LayerShape;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes a nest of a mapping, or finds all that is wrong with it. */
public final class NestCheck {

    private final LayerShape shape;
    private final List<Level> levels;
    private final UnreadParts unread;
    private final List<String> faults = new ArrayList<>();
    /** Of levels whose names are none, or cannot be read. */
    private final List<GivenLoop> elsewhere = new ArrayList<>();
    /** Whether there are loops that could not be read, over whatever. */
    private boolean lacksLoops;

    public NestCheck(LayerShape shape, List<Level> levels) {
        this(shape, levels, UnreadParts.NONE);
    }

    /** @param unread parts of the mapping, of which nothing is said, nor what they could be the cause of */
    public NestCheck(LayerShape shape, List<Level> levels, UnreadParts unread) {
        this.shape = shape;
        this.levels = levels;
        this.unread = unread;
    }

    /** What is wrong, a sentence each, with the pointer within the mapping. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    @FormatMethod
    private void fault(@FormatString String message, Object... arguments) {
        faults.add(RootLocale.format(message, arguments));
    }

    /** The nest; not to be used if there are {@link #faults}. */
    public Nest nest(NestMapping mapping) {
        List<String> names = levels.stream().map(Level::name).toList();
        var loops = new ArrayList<List<GivenLoop>>();
        levels.forEach(level -> loops.add(List.of()));
        var seen = new ArrayList<String>();
        lacksLoops = unread.has("/levels");
        for (int i = 0; i < mapping.levels().size(); i++) {
            LevelLoops given = mapping.levels().get(i);
            String pointer = "/levels/" + i;
            lacksLoops |= unread.has(pointer) || unread.has(pointer + "/loops");
            List<GivenLoop> read = read(given, pointer + "/loops");
            int at = names.indexOf(given.level());
            if (unread.has(pointer + "/level")) {
                elsewhere.addAll(read);
            } else if (at < 0) {
                fault(
                        "/levels/%d/level must be one of %s, was \"%s\"%s",
                        i, String.join(", ", names), given.level(), Suggestion.sentence(given.level(), names));
                elsewhere.addAll(read);
            } else if (seen.contains(given.level())) {
                fault("/levels/%d/level names %s a second time", i, given.level());
                elsewhere.addAll(read);
            } else {
                checkLoops(levels.get(at), given, pointer + "/loops");
                loops.set(at, read);
                seen.add(given.level());
            }
        }
        checkFactors(loops);
        if (!faults.isEmpty() || !unread.isNone()) {
            return null;
        }
        var nest = new Nest(shape, levels, loops);
        requireSumsOnChip(nest);
        return nest;
    }

    private List<GivenLoop> read(LevelLoops given, String pointer) {
        var read = new ArrayList<GivenLoop>();
        for (int i = 0; i < given.loops().size(); i++) {
            if (unread.touch(pointer + "/" + i)) {
                lacksLoops = true;
            } else {
                read.add(given.loops().get(i));
            }
        }
        return read;
    }

    private void checkLoops(Level level, LevelLoops given, String pointer) {
        if (!(level instanceof Spatial spatial)) {
            return;
        }
        long places = 1;
        boolean reduced = false;
        boolean kept = false;
        for (int i = 0; i < given.loops().size(); i++) {
            GivenLoop loop = given.loops().get(i);
            if (unread.touch(pointer + "/" + i)) {
                continue;
            }
            places = Math.min(Integer.MAX_VALUE, places * loop.factor());
            if (loop.factor() > 1) {
                reduced |= loop.loop().isReduced();
                kept |= !loop.loop().isReduced();
            }
            if (!spatial.spread().contains(loop.loop())) {
                fault(
                        "%s/%d/loop must be one that %s spreads, %s, was %s",
                        pointer,
                        i,
                        spatial.name(),
                        spatial.spreadText(),
                        loop.loop().jsonName());
            }
        }
        if (places > spatial.instances() && !spatial.packs()) {
            fault(
                    "%s spread %d places over %s, which has %d instances",
                    pointer, places, spatial.name(), spatial.instances());
        }
        if (reduced && kept) {
            fault(
                    "%s spread loops that sum up (c, r, s) and loops that do not over %s: give each a spatial level of"
                            + " its own",
                    pointer, spatial.name());
        }
    }

    private void checkFactors(List<List<GivenLoop>> loops) {
        for (Dimension dimension : Dimension.values()) {
            List<GivenLoop> placed = over(dimension, loops.stream().flatMap(List::stream));
            List<GivenLoop> apart = over(dimension, elsewhere.stream());
            boolean mayBeCut = Stream.concat(placed.stream(), apart.stream()).anyMatch(GivenLoop::mayBeCut);
            if (placed.stream().skip(1).anyMatch(GivenLoop::mayBeCut)) {
                fault("only the outermost loop over %s may be partial", dimension.jsonName());
            }
            if (lacksLoops || !apart.isEmpty()) {
                long product = product(Stream.concat(placed.stream(), apart.stream()));
                int bound = dimension.bound(shape);
                boolean open = mayBeCut || (lacksLoops && product <= bound && bound % product == 0);
                if (!open && product != bound) {
                    fault("factors of %s multiply to %d, the layer has %d", dimension.jsonName(), product, bound);
                }
            } else {
                checkFactors(dimension, placed);
            }
        }
    }

    private static List<GivenLoop> over(Dimension dimension, Stream<GivenLoop> loops) {
        return loops.filter(loop -> loop.loop() == dimension).toList();
    }

    private static long product(Stream<GivenLoop> loops) {
        return LevelCheck.saturatedProduct(loops.mapToLong(GivenLoop::factor));
    }

    private void checkFactors(Dimension dimension, List<GivenLoop> of) {
        int bound = dimension.bound(shape);
        long product = product(of.stream());
        boolean cut = !of.isEmpty() && of.get(0).mayBeCut();
        long inner = product(of.stream().skip(1));
        boolean covers = cut ? Ceil.div(bound, inner) == of.get(0).factor() : product == bound;
        if (!covers || product == Integer.MAX_VALUE) {
            fault(
                    "factors of %s multiply to %d, the layer has %d%s",
                    dimension.jsonName(),
                    product,
                    bound,
                    cut
                            ? RootLocale.format(
                                    ": with %d inside, the outermost must be %d", inner, Ceil.div(bound, inner))
                            : "");
        }
    }

    private void requireSumsOnChip(Nest nest) {
        int level = nest.holders(Operand.OUTPUTS).size() > 1
                ? nest.holders(Operand.OUTPUTS).get(1)
                : nest.levels();
        int last = nest.lastLoopThatMoves(Operand.OUTPUTS, level);
        for (int i = 0; i <= last; i++) {
            if (nest.factor(i) > 1 && !nest.isSpatial(i) && !nest.uses(Operand.OUTPUTS, i)) {
                fault(
                        "partial sums would leave the chip: the loop over %s at %s runs around outputs that %s",
                        Dimension.at(nest.dimension(i)).jsonName(),
                        nest.level(nest.levelOf(i)).name(),
                        level == nest.levels()
                                ? "no memory on the chip holds"
                                : nest.level(level).name() + " gives up for others before they are complete");
                return;
            }
        }
    }
}
