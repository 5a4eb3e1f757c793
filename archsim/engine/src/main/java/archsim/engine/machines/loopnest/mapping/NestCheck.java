package archsim.engine.machines.loopnest.mapping;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.base.Suggestion;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Dram;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Memory;
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

    /** Of a machine, more than any has: counts of their cycles fit 64 bits. */
    private static final long MOST_MULTIPLIERS = 1 << 24;

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
                        String.join(
                                ", ",
                                spatial.spread().stream()
                                        .map(Dimension::jsonName)
                                        .toList()),
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
        return loops.mapToLong(GivenLoop::factor).reduce(1, (a, b) -> Math.min(Integer.MAX_VALUE, a * b));
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

    /** A tile that is filled is one at a time, and its cycles are those of all instances. */
    private static void addFillFaults(List<Level> levels, List<String> faults) {
        int filled = -1;
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i) instanceof Memory memory && memory.fill().isPresent()) {
                if (filled >= 0) {
                    faults.add("/" + i + "/fill must be the only one, /" + filled + " has one, too");
                }
                filled = i;
            }
        }
        for (int i = 0; filled >= 0 && i < levels.size(); i++) {
            Level level = levels.get(i);
            if (level instanceof Spatial spatial && spatial.waits() != Spatial.Barrier.STEP) {
                faults.add("/" + i + "/barrier must be step where a level, /" + filled + ", is filled");
            }
            boolean saves = level.skips(Operand.WEIGHTS)
                    || level.skips(Operand.INPUTS)
                    || level.packs(Operand.WEIGHTS)
                    || level.packs(Operand.INPUTS);
            if (i < filled && saves) {
                faults.add("/" + i + " must not skip or pack zeros outside /" + filled
                        + ", which is filled: whether a tile comes would depend on them");
            }
        }
    }

    /** Padding leaves a level as zeros of their own, which no code has. */
    private static void addPaddingFaults(List<Level> levels, List<String> faults) {
        boolean padded = false;
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).holds(Operand.INPUTS)) {
                padded |= levels.get(i).padsInputs();
                if (padded && levels.get(i).format(Operand.INPUTS).isCompressed()) {
                    faults.add("/" + i + "/formats/inputs must be uncompressed where padding is read");
                }
            }
        }
    }

    /** What is wrong with the levels themselves, with the pointer within the list. */
    public static List<String> faultsOf(List<Level> levels) {
        var faults = new ArrayList<String>();
        if (levels.isEmpty() || !(levels.get(0) instanceof Dram)) {
            faults.add("/0 must be of type dram: levels stand outermost first");
        }
        for (int i = 1; i < levels.size(); i++) {
            if (levels.get(i) instanceof Dram) {
                faults.add("/" + i + " must not be of type dram: there is one, the outermost");
            }
            for (int j = 0; j < i; j++) {
                if (levels.get(j).name().equals(levels.get(i).name())) {
                    faults.add(
                            "/" + i + "/name must be unique, \"" + levels.get(i).name() + "\" is that of /" + j);
                }
            }
        }
        long multipliers =
                levels.stream().mapToLong(Level::instances).reduce(1, (a, b) -> Math.min(Integer.MAX_VALUE, a * b));
        if (multipliers > MOST_MULTIPLIERS) {
            faults.add(RootLocale.format(
                    " must have at most %d multipliers, all instances of spatial levels multiplied, was %s%d",
                    MOST_MULTIPLIERS, multipliers == Integer.MAX_VALUE ? "at least " : "", multipliers));
        }
        addFillFaults(levels, faults);
        addPaddingFaults(levels, faults);
        addScaleFaults(levels, faults);
        addSubWordFaults(levels, faults);
        if (levels.stream().noneMatch(level -> level instanceof Memory memory && memory.holds(Operand.OUTPUTS))) {
            faults.add(" must have a memory that holds outputs: their sums are added up on the chip");
        }
        return faults;
    }

    /** What is cut is a multiplier, and these stand behind the last level. */
    private static void addSubWordFaults(List<Level> levels, List<String> faults) {
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i) instanceof Spatial spatial && spatial.subWord().isPresent()) {
                int most = spatial.subWord().get().most();
                if (i < levels.size() - 1) {
                    faults.add("/" + i + "/subWord belongs to the innermost level: it cuts the multipliers");
                }
                if (spatial.instances() != most) {
                    faults.add(RootLocale.format(
                            "/%d/x must make %d instances, the products of the narrowest operands, was %d",
                            i, most, spatial.instances()));
                }
            }
        }
    }

    /** Scales go with their values: what has some in DRAM has the same wherever it lies. */
    private static void addScaleFaults(List<Level> levels, List<String> faults) {
        for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
            for (int i = 1; i < levels.size(); i++) {
                if (levels.get(i).holds(operand)
                        && !levels.get(i)
                                .format(operand)
                                .scales()
                                .equals(levels.get(0).format(operand).scales())) {
                    faults.add("/" + i + "/formats/" + operand.jsonName()
                            + "/scales must be those of /0: scales go with their values");
                }
            }
        }
    }
}
