package archsim.engine.machines.loopnest.count;

import archsim.base.number.NumberType;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Fill;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Scales;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.architecture.SubWord;
import archsim.engine.machines.loopnest.mapping.Nest;
import archsim.engine.pe.Precision;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A nest iteration by iteration: every product of the layer is a point with its place in each loop, and what moves is a set of
 * elements. Nothing is multiplied, closed or remembered; only for tiny layers.
 */
final class LiteralNest {

    final Nest nest;
    final LayerWorkload layer;
    final LayerShape shape;
    final Precision precision;
    final List<Point> points = new ArrayList<>();
    final ActionCounts counts = new ActionCounts();
    long cycles;
    long useful;
    long fragmentation;
    long imbalance;
    long index;
    long fill;
    long conflict;
    final List<List<Long>> loadBits = new ArrayList<>();
    final List<Long> storeBits = new ArrayList<>();

    /** One product: coordinates by dimension and iteration by loop. */
    static final class Point {
        final int[] at = new int[Dimension.COUNT];
        int[] loop;
    }

    /** Cycles by lane, and slots. */
    private static final class Lanes {
        long[] cycles;
        boolean[] worked;
        long useful;
        long fragmentation;
        long imbalance;
        long index;
        long fill;
        long products;
        long updates;

        Lanes(int lanes) {
            cycles = new long[lanes];
            worked = new boolean[lanes];
        }

        void addSlots(Lanes other) {
            useful += other.useful;
            fragmentation += other.fragmentation;
            imbalance += other.imbalance;
            index += other.index;
            fill += other.fill;
            products += other.products;
        }
    }

    LiteralNest(Nest nest, LayerWorkload layer, Precision precision) {
        this.nest = nest;
        this.layer = layer;
        this.shape = layer.shape();
        this.precision = precision;
        int[] bounds = nest.whole().to;
        points(new Point(), bounds, 0);
        // in the order of the loops: outermost first
        points.sort((a, b) -> Arrays.compare(a.loop, b.loop));
        run();
    }

    private void points(Point point, int[] bounds, int d) {
        if (d < Dimension.COUNT) {
            for (point.at[d] = 0; point.at[d] < bounds[d]; point.at[d]++) {
                points(point, bounds, d + 1);
            }
            return;
        }
        var made = new Point();
        System.arraycopy(point.at, 0, made.at, 0, made.at.length);
        made.loop = new int[nest.loops()];
        for (int i = 0; i < nest.loops(); i++) {
            made.loop[i] = made.at[nest.dimension(i)] / nest.step(i) % nest.factor(i);
        }
        points.add(made);
    }

    private int of(Point point, Dimension dimension) {
        return point.at[dimension.at()];
    }

    /** The element of an operand that a product takes, as a number in its tensor's order; -1 in the padding. */
    private int element(Operand operand, Point point) {
        int filter = of(point, Dimension.G) * shape.filtersPerGroup() + of(point, Dimension.K);
        int channel = of(point, Dimension.G) * shape.channelsPerGroup() + of(point, Dimension.C);
        int n = of(point, Dimension.N);
        return switch (operand) {
            case WEIGHTS ->
                ((filter * shape.channelsPerGroup() + of(point, Dimension.C)) * shape.r() + of(point, Dimension.R))
                                * shape.s()
                        + of(point, Dimension.S);
            case INPUTS -> {
                int h = shape.rows().position(of(point, Dimension.P), of(point, Dimension.R));
                int w = shape.columns().position(of(point, Dimension.Q), of(point, Dimension.S));
                yield h < 0 || w < 0 || h >= shape.h() || w >= shape.w()
                        ? -1
                        : ((n * shape.c() + channel) * shape.h() + h) * shape.w() + w;
            }
            case OUTPUTS ->
                ((n * shape.k() + filter) * shape.p() + of(point, Dimension.P)) * shape.q() + of(point, Dimension.Q);
        };
    }

    private boolean isPresent(Operand operand, Point point) {
        int element = element(operand, point);
        return element >= 0 && (operand == Operand.WEIGHTS ? layer.weights() : layer.inputs()).get(element);
    }

    private boolean any(Operand operand, List<Point> some) {
        return some.stream().anyMatch(point -> isPresent(operand, point));
    }

    private static Map<Integer, List<Point>> byLoop(List<Point> some, int loop) {
        var groups = new LinkedHashMap<Integer, List<Point>>();
        some.forEach(point -> groups.computeIfAbsent(point.loop[loop], unused -> new ArrayList<>())
                .add(point));
        return groups;
    }

    private static Map<List<Integer>, List<Point>> byLoops(List<Point> some, Predicate<Integer> loops, int count) {
        var groups = new LinkedHashMap<List<Integer>, List<Point>>();
        for (Point point : some) {
            var key = new ArrayList<Integer>();
            for (int i = 0; i < count; i++) {
                key.add(loops.test(i) ? point.loop[i] : -1);
            }
            groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(point);
        }
        return groups;
    }

    // ---- time

    private int lanesOf(int level) {
        if (level == nest.levels()) {
            return 1;
        }
        if (nest.level(level) instanceof Spatial spatial) {
            return spatial.waits() == Spatial.Barrier.STEP ? 1 : spatial.instances() * lanesOf(level + 1);
        }
        return waitsAfter(level) ? 1 : lanesOf(level + 1);
    }

    private boolean waitsAfter(int level) {
        boolean waits = false;
        for (int i = level + 1; i < nest.levels() && nest.level(i) instanceof Spatial spatial; i++) {
            waits |= spatial.waits() == Spatial.Barrier.LEVEL;
        }
        return waits;
    }

    private Lanes time(List<Point> some, int level) {
        if (level == nest.levels()) {
            var one = new Lanes(1);
            one.cycles[0] = cyclesOfProduct();
            one.worked[0] = true;
            one.useful = cyclesOfProduct();
            one.products = gated(some.get(0)) ? 0 : 1;
            // one multiplier leaves the sum where it is, a tree of them hands it on all the same
            one.updates = nest.level(level - 1) instanceof Memory ? one.products : 1;
            if (one.updates > 0) {
                updating.add(some.get(0));
            }
            return one;
        }
        if (nest.level(level) instanceof Spatial spatial) {
            return spread(some, level, spatial);
        }
        Lanes sum = loops(some, nest.first(level), level);
        return waitsAfter(level) ? barrier(sum, nest.multipliers(level + 1)) : sum;
    }

    /** A bit of the weight, of the activation, or of each with each of the other, in a cycle. */
    private int cyclesOfProduct() {
        int cycles = 0;
        for (int w = 0; w < (takesBits(Precision.Serial.WEIGHTS) ? layer.weightBits() : 1); w++) {
            for (int a = 0; a < (takesBits(Precision.Serial.ACTIVATIONS) ? precision.activationBits() : 1); a++) {
                cycles++;
            }
        }
        return cycles;
    }

    private boolean takesBits(Precision.Serial operand) {
        return precision.bitSerial().stream().anyMatch(serial -> serial.contains(operand));
    }

    /** The multiplier of an operand of {@code bits}: 1 bit, the whole width, or the parts of a cut one that it fills. */
    private int multipliedBits(Precision.Serial operand, int width, int bits) {
        if (takesBits(operand)) {
            return 1;
        }
        if (cut().isEmpty() || !cut().get().operands().contains(operand)) {
            return width;
        }
        return IntStream.iterate(
                        cut().get().leastBits(), parts -> parts <= cut().get().laneBits(), parts -> 2 * parts)
                .filter(parts -> parts >= bits)
                .findFirst()
                .orElseThrow();
    }

    private Optional<SubWord> cut() {
        return nest.level(nest.levels() - 1) instanceof Spatial spatial ? spatial.subWord() : Optional.empty();
    }

    /** Slots of a product: of all the narrowest products that a multiplier makes those whose bits this one has. */
    long slotsOfProduct() {
        long slots = 1;
        for (Precision.Serial operand : cut().map(SubWord::operands).orElse(List.of())) {
            boolean weights = operand == Precision.Serial.WEIGHTS;
            int bits = weights ? layer.weightBits() : precision.activationBits();
            slots *= multipliedBits(operand, 0, bits) / cut().get().leastBits();
        }
        return slots;
    }

    private boolean gated(Point point) {
        for (int level = 0; level < nest.levels(); level++) {
            if (nest.level(level) instanceof Memory memory) {
                for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
                    if (memory.gates(operand) && !isPresent(operand, point)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private Lanes loops(List<Point> some, int loop, int level) {
        if (loop < nest.first(level + 1)) {
            Lanes sum = new Lanes(lanesOf(level + 1));
            for (List<Point> group : byLoop(some, loop).values()) {
                Lanes each = loops(group, loop + 1, level);
                if (filledLevel() > 0 && loop == exchangingLoop() && !isLastTile(group)) {
                    wait(each, filled().behind(each.cycles[0]), nest.multipliers(level + 1));
                }
                sum.addSlots(each);
                sum.updates += each.updates;
                for (int i = 0; i < sum.cycles.length; i++) {
                    sum.cycles[i] += each.cycles[i];
                    sum.worked[i] |= each.worked[i];
                }
            }
            return sum;
        }
        var memory = (Memory) nest.level(level);
        for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
            if (memory.skips(operand) && !any(operand, some)) {
                var looks = new Lanes(lanesOf(level + 1));
                Arrays.fill(looks.cycles, memory.look());
                looks.index = (long) memory.look() * nest.multipliers(level + 1);
                return looks;
            }
        }
        return time(some, level + 1);
    }

    private static void wait(Lanes lanes, long cycles, long multipliers) {
        lanes.cycles[0] += cycles;
        lanes.fill += cycles * multipliers;
    }

    private int filledLevel() {
        for (int level = 1; level < nest.levels(); level++) {
            if (nest.level(level) instanceof Memory memory && memory.fill().isPresent()) {
                return level;
            }
        }
        return -1;
    }

    private Fill filled() {
        return ((Memory) nest.level(filledLevel())).fill().orElseThrow();
    }

    private int exchangingLoop() {
        return ((Memory) nest.level(filledLevel()))
                .holds().stream()
                        .mapToInt(operand -> lastLoop(operand, filledLevel()))
                        .max()
                        .orElseThrow();
    }

    /** Whether tiles overlap and no iteration that exchanges one comes behind these. */
    private boolean isLastTile(List<Point> some) {
        if (!filled().overlaps()) {
            return false;
        }
        for (int i = 0; i <= exchangingLoop(); i++) {
            int d = nest.dimension(i);
            if (!nest.isSpatial(i) && some.stream().noneMatch(point -> point.at[d] == nest.whole().to[d] - 1)) {
                return false;
            }
        }
        return true;
    }

    private List<Integer> filledTile;
    private long busySinceFilled;

    /** What a step waits for a tile that the DRAM's loops exchange, or for the first of all. */
    private long fillBefore(List<Point> some, long busy) {
        if (filledLevel() < 0) {
            return 0;
        }
        int loop = exchangingLoop();
        if (loop >= nest.first(1)) {
            boolean first = filledTile == null;
            filledTile = List.of();
            return first && filled().overlaps() ? filled().cycles() : 0;
        }
        var tile = new ArrayList<Integer>();
        for (int i = 0; i <= loop; i++) {
            tile.add(some.get(0).loop[i]);
        }
        if (tile.equals(filledTile)) {
            busySinceFilled += busy;
            return 0;
        }
        long waits = filledTile == null ? filled().cycles() : filled().behind(busySinceFilled);
        filledTile = tile;
        busySinceFilled = busy;
        return waits;
    }

    private Lanes barrier(Lanes lanes, int multipliers) {
        if (lanes.cycles.length == 1) {
            return lanes;
        }
        var closed = new Lanes(1);
        closed.addSlots(lanes);
        closed.updates = lanes.updates;
        closed.cycles[0] = Arrays.stream(lanes.cycles).max().orElseThrow();
        for (int i = 0; i < lanes.cycles.length; i++) {
            long left = (closed.cycles[0] - lanes.cycles[i]) * (multipliers / lanes.cycles.length);
            closed.worked[0] |= lanes.worked[i];
            if (lanes.worked[i]) {
                closed.imbalance += left;
            } else {
                closed.fragmentation += left;
            }
        }
        return closed;
    }

    private Lanes spread(List<Point> some, int level, Spatial spatial) {
        int end = nest.first(level + 1);
        int begin = nest.first(level);
        var places = new ArrayList<List<Point>>();
        for (List<Point> place : byLoops(some, i -> i >= begin, end).values()) {
            boolean packed = false;
            for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
                packed |= spatial.packs(operand) && !any(operand, place);
            }
            if (!packed) {
                places.add(place);
            }
        }
        boolean steps = spatial.waits() == Spatial.Barrier.STEP;
        int each = lanesOf(level + 1);
        var all = new Lanes(steps ? 1 : spatial.instances() * each);
        long multipliers = nest.multipliers(level + 1);
        boolean combined = combines(level, spatial);
        var bySender = new TreeMap<Long, Long>();
        for (int from = 0; from < places.size(); from += spatial.instances()) {
            List<List<Point>> round = places.subList(from, Math.min(places.size(), from + spatial.instances()));
            long slowest = 0;
            long sum = 0;
            long updates = 0;
            for (int i = 0; i < round.size(); i++) {
                Lanes child = time(round.get(i), level + 1);
                if (steps) {
                    child = barrier(child, (int) multipliers);
                    slowest = Math.max(slowest, child.cycles[0]);
                    sum += child.cycles[0];
                } else {
                    System.arraycopy(child.cycles, 0, all.cycles, i * each, each);
                    System.arraycopy(child.worked, 0, all.worked, i * each, each);
                }
                all.addSlots(child);
                updates = combined ? Math.max(updates, child.updates) : updates + child.updates;
                bySender.put(instance(level, round.get(i).get(0)), child.updates);
            }
            all.updates += updates;
            if (steps) {
                all.cycles[0] += slowest;
                all.worked[0] = true;
                all.imbalance += (slowest * round.size() - sum) * multipliers;
                all.fragmentation += (spatial.instances() - round.size()) * slowest * multipliers;
            }
        }
        if (spatial.hopMm().isPresent() && level > lastHolder(Operand.OUTPUTS)) {
            updatesOnLinks(level, bySender, combined);
        }
        return all;
    }

    /** Sum by sum: the first of all instances goes first, with that of each other if they are added up on the way. */
    private void updatesOnLinks(int level, Map<Long, Long> bySender, boolean combined) {
        long sums = bySender.values().stream().mapToLong(each -> each).max().orElse(0);
        for (long sum = 0; sum < sums; sum++) {
            long hops = 0;
            for (Map.Entry<Long, Long> sender : bySender.entrySet()) {
                long links = sum < sender.getValue() ? sender.getKey() + 1 : 0;
                hops = combined ? Math.max(hops, links) : hops + links;
            }
            countSums(level, hops);
        }
    }

    private void countSums(int level, long hops) {
        counts.add(
                nest.level(level).name() + "Links",
                DataType.PSUMS,
                new Action.WireTransfer(
                        precision.accumulatorBits(),
                        ((Spatial) nest.level(level)).hopMm().orElseThrow()),
                hops);
    }

    private boolean combines(int level, Spatial spatial) {
        boolean reduced = true;
        for (int i = nest.first(level); i < nest.first(level + 1); i++) {
            reduced &= nest.factor(i) == 1 || !nest.uses(Operand.OUTPUTS, i);
        }
        boolean alone = false;
        for (int i = level; i < nest.levels(); i++) {
            alone |= nest.level(i) instanceof Memory memory
                    && (memory.skips(Operand.WEIGHTS) || memory.skips(Operand.INPUTS));
        }
        return level > lastHolder(Operand.OUTPUTS)
                && spatial.waits() == Spatial.Barrier.STEP
                && spatial.reduces()
                && reduced
                && !alone;
    }

    private int lastHolder(Operand operand) {
        List<Integer> holders = nest.holders(operand);
        return holders.get(holders.size() - 1);
    }

    // ---- what moves

    /** What one read takes, at which iteration of the temporal loops outside the level that it is for. */
    private record Tile(List<Integer> tag, List<Point> points) {}

    /** Reads, each with all products that it is for, by the step of the DRAM in which they are made. */
    private Map<Integer, List<Tile>> tiles(
            Operand operand, int from, int to, boolean atReceiver, List<List<Point>> steps) {
        return tiles(operand, to, i -> atReceiver || alone(operand, i, from, to), steps);
    }

    /**
     * The same with the spatial loops that tell reads apart. Time is walked: every place remembers which tile it has, and takes the
     * one that it needs if that is another.
     */
    private Map<Integer, List<Tile>> tiles(
            Operand operand, int to, Predicate<Integer> spatial, List<List<Point>> steps) {
        int loops = to == nest.levels() ? nest.loops() : nest.first(to);
        var held = new HashMap<List<Integer>, List<Integer>>();
        var reads = new LinkedHashMap<List<List<Integer>>, Tile>();
        for (List<Point> needed : byLoops(points, i -> true, loops).values()) {
            Point one = needed.get(0);
            List<Integer> tag = tag(operand, to, one);
            if (isLeftOut(one, to) || tag.equals(held.put(indices(one, loops, nest::isSpatial), tag))) {
                continue;
            }
            List<Integer> time = indices(one, loops, i -> !nest.isSpatial(i));
            List<Integer> apart = indices(one, loops, i -> nest.isSpatial(i) && spatial.test(i));
            reads.computeIfAbsent(List.of(time, apart), unused -> new Tile(tag, new ArrayList<>()))
                    .points()
                    .addAll(needed);
        }
        var byStep = new HashMap<Integer, List<Tile>>();
        reads.values().forEach(tile -> byStep.computeIfAbsent(
                        stepOf(tile.points().get(0), steps), unused -> new ArrayList<>())
                .add(tile));
        return byStep;
    }

    private static List<Integer> indices(Point point, int loops, IntPredicate which) {
        return IntStream.range(0, loops)
                .filter(which)
                .mapToObj(i -> point.loop[i])
                .toList();
    }

    /** The iteration that brings the tile. */
    private List<Integer> tag(Operand operand, int to, Point point) {
        return indices(point, lastLoop(operand, to) + 1, i -> !nest.isSpatial(i));
    }

    private boolean isLeftOut(Point point, int to) {
        for (int level = 1; level < to; level++) {
            for (Operand leader : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
                if (nest.level(level) instanceof Memory memory
                        && memory.skips(leader)
                        && !any(leader, mates(point, nest.first(level + 1)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private final Map<Integer, Map<List<Integer>, List<Point>>> grouped = new HashMap<>();

    /** All products of the same iteration of the outermost loops. */
    private List<Point> mates(Point point, int loops) {
        return grouped.computeIfAbsent(loops, unused -> byLoops(points, i -> true, loops))
                .get(indices(point, loops, i -> true));
    }

    private final Map<Point, Integer> stepOfPoint = new HashMap<>();

    private int stepOf(Point point, List<List<Point>> steps) {
        if (stepOfPoint.isEmpty()) {
            for (int i = 0; i < steps.size(); i++) {
                int step = i;
                steps.get(i).forEach(each -> stepOfPoint.put(each, step));
            }
        }
        return stepOfPoint.get(point);
    }

    private int lastLoop(Operand operand, int to) {
        int last = -1;
        for (int i = 0; i < (to == nest.levels() ? nest.loops() : nest.first(to)); i++) {
            if (to == nest.levels() || (!nest.isSpatial(i) && nest.factor(i) > 1 && nest.uses(operand, i))) {
                last = i;
            }
        }
        return last;
    }

    private boolean alone(Operand operand, int loop, int from, int to) {
        int level = nest.levelOf(loop);
        var spatial = (Spatial) nest.level(level);
        boolean skips = false;
        for (int i = level; i < to; i++) {
            skips |= nest.level(i) instanceof Memory memory
                    && (memory.skips(Operand.WEIGHTS) || memory.skips(Operand.INPUTS));
        }
        boolean stepped = false;
        for (int i = loop + 1; i < (to == nest.levels() ? nest.loops() : nest.first(to)); i++) {
            stepped |= (nest.isSpatial(i) || i <= lastLoop(operand, to))
                    && nest.factor(i) > 1
                    && nest.dimension(i) == nest.dimension(loop);
        }
        return level < from
                || (stepped && nest.uses(operand, loop))
                || skips
                || (operand == Operand.OUTPUTS
                        ? !spatial.reduces() || nest.uses(operand, loop)
                        : !spatial.multicasts(operand));
    }

    private Moved stored(Operand operand, Format format, int bits, List<Point> some) {
        Set<Integer> elements = new TreeSet<>();
        for (Point point : some) {
            if (element(operand, point) >= 0) {
                elements.add(element(operand, point));
            }
        }
        long scales = scaleBits(operand, format, elements);
        if (!format.isCompressed() || elements.isEmpty()) {
            return new Moved(elements.size(), (long) elements.size() * bits, 0, scales);
        }
        long present = 0;
        long fillers = 0;
        int run = 0;
        var rows = new LinkedHashSet<Integer>();
        int perRow = operand == Operand.WEIGHTS ? (int) shape.weightsPerFilter() : shape.h() * shape.w();
        for (int element : elements) {
            rows.add(element / perRow);
            boolean there = (operand == Operand.WEIGHTS ? layer.weights() : layer.inputs()).get(element);
            present += there ? 1 : 0;
            if (there) {
                run = 0;
            } else if (run == format.longestRun()) {
                fillers++;
                run = 0;
            } else {
                run++;
            }
        }
        var kept = format.isOfGroups() ? keptOfBlocks(format, elements, perRow) : List.<Integer>of();
        long values = format.values(
                elements.size(),
                present,
                format.kind() == Format.Kind.RUN_LENGTH ? fillers : 0,
                kept.stream().mapToInt(Integer::intValue).sum());
        if (values < present) {
            throw new AssertionError("of " + present + " values that are present, " + format + " has " + values);
        }
        return new Moved(
                values, values * bits, format.placeBits(elements.size(), values, rows.size(), kept.size()), scales);
    }

    /** Slots of each block of each row that a code of groups keeps, the largest of a group of blocks. */
    private static List<Integer> keptOfBlocks(Format format, Set<Integer> elements, int perRow) {
        int m = format.m().getAsInt();
        int group = m * format.blocksM().orElse(1);
        var byGroup = new LinkedHashMap<List<Integer>, Map<Integer, Integer>>();
        for (int element : elements) {
            int place = element % perRow;
            byGroup.computeIfAbsent(List.of(element / perRow, place / group), unused -> new TreeMap<>())
                    .merge(place / m, 1, Integer::sum);
        }
        return byGroup.values().stream()
                .flatMap(blocks -> blocks.values().stream()
                        .map(count -> Math.min(count, format.n().getAsInt()))
                        .sorted(Comparator.reverseOrder())
                        .limit(format.blocksN().orElse(1)))
                .toList();
    }

    /** A scale for each block of channels that any of the elements is in, at each place of a filter or a map. */
    private long scaleBits(Operand operand, Format format, Set<Integer> elements) {
        if (format.scales().isEmpty()) {
            return 0;
        }
        int block = format.scales().get().block();
        int places = operand == Operand.WEIGHTS ? shape.r() * shape.s() : shape.h() * shape.w();
        var blocks = new LinkedHashSet<List<Integer>>();
        for (int element : elements) {
            int channelAndRow = element / places;
            int row = channelAndRow / shape.channelsPerGroup();
            blocks.add(List.of(row, channelAndRow % shape.channelsPerGroup() / block, element % places));
        }
        return (long) blocks.size() * format.scales().get().type().bits();
    }

    private int bits(Operand operand) {
        return operand == Operand.WEIGHTS ? layer.weightBits() : precision.activationBits();
    }

    private Moved sent(Operand operand, int from, int to, List<Tile> tiles, boolean atReceiver, int valueBits) {
        Format lying = nest.level(atReceiver ? to : from).format(operand);
        Format format = to == nest.levels() ? lying.with(Optional.empty()) : lying;
        Moved sum = Moved.NOTHING;
        if (to == nest.levels() && from == to - 1) {
            return scalar(operand, from, format);
        }
        if (operand == Operand.INPUTS && nest.level(from).padsInputs()) {
            long places = tiles.stream()
                    .mapToLong(tile -> tile.points().stream()
                            .map(this::inputPlace)
                            .distinct()
                            .count())
                    .sum();
            return new Moved(places, places * valueBits, 0, paddedScaleBits(format, tiles));
        }
        for (Tile tile : tiles) {
            sum = sum.plus(stored(operand, format, valueBits, tile.points()));
        }
        return sum;
    }

    private long paddedScaleBits(Format format, List<Tile> tiles) {
        return format.scales()
                .map(scales -> tiles.stream()
                                .mapToLong(tile -> tile.points().stream()
                                        .map(this::inputPlace)
                                        .map(place -> {
                                            var blocked = new ArrayList<>(place);
                                            blocked.set(2, place.get(2) / scales.block());
                                            return blocked;
                                        })
                                        .distinct()
                                        .count())
                                .sum()
                        * scales.type().bits())
                .orElse(0L);
    }

    /** Image, channel, row and column of an input, in the padding too. */
    private List<Integer> inputPlace(Point point) {
        return List.of(
                of(point, Dimension.N),
                of(point, Dimension.G),
                of(point, Dimension.C),
                shape.rows().position(of(point, Dimension.P), of(point, Dimension.R)),
                shape.columns().position(of(point, Dimension.Q), of(point, Dimension.S)));
    }

    /** A memory that feeds one multiplier: each product takes its operand unless a zero is known beforehand. */
    private Moved scalar(Operand operand, int from, Format format) {
        var memory = (Memory) nest.level(from);
        long values = 0;
        long places = 0;
        for (List<Point> box : byLoops(stepPoints, i -> true, nest.first(from)).values()) {
            if (isLeftOutBefore(from, box.get(0))) {
                continue;
            }
            long ofBox = 0;
            for (Point point : box) {
                boolean taken = true;
                for (Operand leader : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
                    boolean known =
                            memory.skips(leader) || (leader == operand ? format.isCompressed() : memory.gates(leader));
                    taken &= !known || isPresent(leader, point);
                }
                ofBox += taken ? 1 : 0;
            }
            values += ofBox;
            long extents = box.stream()
                    .map(point -> {
                        var key = new ArrayList<Integer>();
                        for (int d = 0; d < Dimension.COUNT; d++) {
                            key.add(operand.uses(d) ? point.at[d] : 0);
                        }
                        return key;
                    })
                    .distinct()
                    .count();
            places += format.kind() == Format.Kind.BITMASK ? box.size() : ofBox * format.entryBits(extents);
        }
        return new Moved(values, values * bits(operand), places, 0);
    }

    /** Whether a level outside {@code level} skips the step that a product belongs to. */
    private boolean isLeftOutBefore(int level, Point point) {
        for (int outer = 1; outer < level; outer++) {
            int end = nest.first(outer + 1);
            List<Point> mates = stepPoints.stream()
                    .filter(other -> Arrays.equals(other.loop, 0, end, point.loop, 0, end))
                    .toList();
            for (Operand leader : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
                if (nest.level(outer).skips(leader) && !any(leader, mates)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Point> stepPoints;
    private long[] readWords;
    private long[] writtenWords;
    private long[] writeBits;

    private void access(int level, DataType type, boolean write, long bits) {
        var memory = (Memory) nest.level(level);
        long words = (bits + memory.wordBits() - 1) / memory.wordBits();
        counts.add(
                memory.component(),
                type,
                new Action.RegisterAccess(memory.words() / memory.bankCount(), memory.wordBits(), write),
                words);
        if (write) {
            writeBits[level] += bits;
            writtenWords[level] += words;
        } else {
            readWords[level] += words;
        }
    }

    private int copies(int level) {
        var seen = new LinkedHashSet<List<Integer>>();
        for (Point point : points) {
            var key = new ArrayList<Integer>();
            for (int i = 0; i < nest.first(level); i++) {
                key.add(nest.isSpatial(i) && !nest.uses(Operand.OUTPUTS, i) ? point.loop[i] : 0);
            }
            seen.add(key);
        }
        return seen.size();
    }

    private static final class Way {
        final Operand operand;
        final int from;
        final int to;
        Map<Integer, List<Tile>> sending;
        Map<Integer, List<Tile>> receiving;
        final Map<Integer, Map<Integer, List<Tile>>> hopping = new HashMap<>();
        final Set<List<Integer>> begun = new HashSet<>();
        final Map<Integer, Set<List<Integer>>> begunOnLinks = new HashMap<>();
        final Set<Integer> completed = new HashSet<>();
        final Map<Integer, int[]> lastTags = new HashMap<>();

        Way(Operand operand, int from, int to) {
            this.operand = operand;
            this.from = from;
            this.to = to;
        }
    }

    /** Products of the step that reach their sums. */
    private final List<Point> updating = new ArrayList<>();

    private final Set<List<Integer>> updated = new HashSet<>();

    /** An output at its place among the instances outside a level. */
    private List<Integer> placed(int level, Point point) {
        var placed = new ArrayList<>(indices(point, nest.first(level), nest::isSpatial));
        placed.add(element(Operand.OUTPUTS, point));
        return placed;
    }

    /** Sums that nothing was added to before. */
    private long begun(Way way, List<Tile> tiles) {
        return tiles.stream()
                .flatMap(tile -> tile.points().stream())
                .filter(point -> way.begun.add(placed(way.from, point)))
                .count();
    }

    /** Outputs that no later iteration adds to. */
    private long completed(Way way, List<Tile> tiles) {
        return tiles.stream()
                .flatMap(tile -> tile.points().stream())
                .filter(point -> isLast(way, point) && way.completed.add(element(Operand.OUTPUTS, point)))
                .count();
    }

    private boolean isLast(Way way, Point point) {
        int output = element(Operand.OUTPUTS, point);
        int[] last = way.lastTags.computeIfAbsent(output, unused -> points.stream()
                .filter(other -> element(Operand.OUTPUTS, other) == output)
                .map(other -> array(tag(way.operand, way.to, other)))
                .max(Arrays::compare)
                .orElseThrow());
        return Arrays.equals(array(tag(way.operand, way.to, point)), last);
    }

    private static int[] array(List<Integer> indices) {
        return indices.stream().mapToInt(Integer::intValue).toArray();
    }

    private void run() {
        var steps = new ArrayList<>(byLoops(points, i -> true, nest.first(1)).values());
        var ways = new ArrayList<Way>();
        for (Operand operand : Operand.values()) {
            List<Integer> holders = nest.holders(operand);
            for (int i = 0; i < holders.size(); i++) {
                int to = i + 1 < holders.size() ? holders.get(i + 1) : nest.levels();
                if (operand != Operand.OUTPUTS || (i > 0 && to < nest.levels())) {
                    var way = new Way(operand, holders.get(i), to);
                    way.sending = tiles(operand, way.from, to, false, steps);
                    way.receiving = to < nest.levels() ? tiles(operand, way.from, to, true, steps) : Map.of();
                    for (int level = way.from + 1; level < to; level++) {
                        if (nest.level(level) instanceof Spatial spatial
                                && spatial.hopMm().isPresent()) {
                            int links = level;
                            Predicate<Integer> apart = loop -> nest.levelOf(loop) < links
                                    || (nest.levelOf(loop) == links && nest.uses(operand, loop))
                                    || alone(operand, loop, way.from, to);
                            way.hopping.put(level, tiles(operand, to, apart, steps));
                        }
                    }
                    ways.add(way);
                }
            }
        }
        for (int step = 0; step < steps.size(); step++) {
            step(step, steps.get(step), ways);
        }
        scaleSums();
    }

    /** A tile passes all instances up to the last that takes it. */
    private void hops(Way way, int level, List<Tile> tiles) {
        double hopMm = ((Spatial) nest.level(level)).hopMm().orElseThrow();
        for (Tile tile : tiles) {
            long hops = hops(level, tile);
            Moved moved = sent(way.operand, way.from, way.to, List.of(tile), false, bits(way.operand));
            String links = nest.level(level).name() + "Links";
            counts.add(
                    links,
                    way.operand.dataType(),
                    new Action.WireTransfer(bits(way.operand), hopMm),
                    moved.elements() * hops);
            counts.add(links, DataType.INDICES, new Action.WireTransfer(1, hopMm), moved.placeBits() * hops);
            counts.add(links, DataType.SCALES, new Action.WireTransfer(1, hopMm), moved.scaleBits() * hops);
        }
    }

    private long hops(int level, Tile tile) {
        return 1
                + tile.points().stream()
                        .mapToLong(point -> instance(level, point))
                        .max()
                        .orElseThrow();
    }

    /** Each sum goes out, and has come back before unless it is the first of its output at its place. */
    private void sumsOnLinks(Way way, int level, List<Tile> tiles) {
        for (Tile tile : tiles) {
            var outputs = new HashMap<Integer, Boolean>();
            for (Point point : tile.points()) {
                boolean first = way.begunOnLinks
                        .computeIfAbsent(level, unused -> new HashSet<>())
                        .add(placed(way.from, point));
                outputs.merge(element(Operand.OUTPUTS, point), first, Boolean::logicalOr);
            }
            outputs.forEach((output, first) -> countSums(level, hops(level, tile) * (first ? 1 : 2)));
        }
    }

    /** Each value of the code that is left, each element whose zeros were not known, each value of the code that is made. */
    private void convert(Way way, long left, long made) {
        Format from = nest.level(way.from).format(way.operand);
        Format to = nest.level(way.to).format(way.operand);
        boolean differ = from.kind() != to.kind()
                || !from.n().equals(to.n())
                || !from.m().equals(to.m())
                || !from.blocksN().equals(to.blocksN())
                || !from.blocksM().equals(to.blocksM())
                || !from.indexBits().equals(to.indexBits());
        if (differ && from.kind() != Format.Kind.UNCOMPRESSED) {
            counts.add(
                    Component.INDEXING,
                    DataType.INDICES,
                    new Action.IndexDecode(Math.max(1, from.entryBits(1 << 16))),
                    left);
        }
        if (differ && from.kind() == Format.Kind.UNCOMPRESSED) {
            counts.add(Component.INDEXING, DataType.INDICES, new Action.Compare(bits(way.operand)), left);
        }
        if (differ && to.kind() != Format.Kind.UNCOMPRESSED) {
            counts.add(Component.INDEXING, DataType.INDICES, new Action.Add(Math.max(1, to.entryBits(1 << 16))), made);
        }
    }

    private long instance(int level, Point point) {
        long instance = 0;
        for (int i = nest.first(level); i < nest.first(level + 1); i++) {
            instance = instance * nest.factor(i) + point.loop[i];
        }
        return instance;
    }

    /** The sum of each output over each block of the finer scales at each place of the kernel. */
    private void scaleSums() {
        var scales = new HashMap<Operand, Scales>();
        for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
            nest.level(0).format(operand).scales().ifPresent(found -> scales.put(operand, found));
        }
        if (scales.isEmpty()) {
            return;
        }
        int block = scales.values().stream().mapToInt(Scales::block).min().getAsInt();
        long sums = points.stream()
                .map(point -> List.of(
                        element(Operand.OUTPUTS, point),
                        of(point, Dimension.C) / block,
                        of(point, Dimension.R),
                        of(point, Dimension.S)))
                .distinct()
                .count();
        scales.values().stream()
                .map(Scales::type)
                .distinct()
                .forEach(type -> counts.add(Component.SCALING, DataType.SCALES, new Action.ScaleSum(type), sums));
        if (sums > shape.outputs()) {
            counts.add(Component.SCALING, DataType.PSUMS, new Action.NumberAdd(NumberType.FP32), sums);
        }
        scales.forEach((operand, each) -> {
            if (lastHolder(operand) > 0) {
                access(
                        lastHolder(operand),
                        DataType.SCALES,
                        false,
                        sums * each.type().bits());
            }
        });
    }

    private void step(int number, List<Point> some, List<Way> ways) {
        stepPoints = some;
        readWords = new long[nest.levels()];
        writtenWords = new long[nest.levels()];
        writeBits = new long[nest.levels()];
        Lanes lanes = barrier(time(some, 1), nest.multipliers(1));
        wait(lanes, fillBefore(some, lanes.cycles[0]), nest.multipliers(0));
        var loads = new ArrayList<Long>();
        int act = precision.activationBits();
        int acc = precision.accumulatorBits();
        boolean last = true;
        for (int i = 0; i < nest.first(1); i++) {
            if (!nest.uses(Operand.OUTPUTS, i)) {
                last &= some.get(0).loop[i] == nest.factor(i) - 1;
            }
        }
        Set<Integer> outputs = new TreeSet<>();
        some.forEach(point -> outputs.add(element(Operand.OUTPUTS, point)));
        for (Way way : ways) {
            List<Tile> sending = way.sending.getOrDefault(number, List.of());
            List<Tile> receiving = way.receiving.getOrDefault(number, List.of());
            if (way.operand == Operand.OUTPUTS) {
                long given =
                        sent(way.operand, way.from, way.to, sending, false, acc).elements();
                long taken = sent(way.operand, way.from, way.to, receiving, true, acc)
                        .elements();
                long again = given - begun(way, sending);
                long done = completed(way, sending);
                long finals = copies(way.from) == 1 ? done : 0;
                long finalsTaken = copies(way.to) == 1 ? done : 0;
                access(way.from, DataType.PSUMS, true, (given - finals) * acc);
                access(way.from, DataType.OUTPUTS, true, finals * act);
                access(way.from, DataType.PSUMS, false, again * acc);
                access(way.to, DataType.PSUMS, false, (taken - finalsTaken) * acc);
                access(way.to, DataType.OUTPUTS, false, finalsTaken * act);
                access(way.to, DataType.PSUMS, true, again * acc);
                way.hopping.forEach((level, tiles) -> sumsOnLinks(way, level, tiles.getOrDefault(number, List.of())));
                continue;
            }
            if (sending.isEmpty() && receiving.isEmpty() && lastLoop(way.operand, way.to) < nest.first(1)) {
                continue;
            }
            way.hopping.forEach((level, tiles) -> hops(way, level, tiles.getOrDefault(number, List.of())));
            Moved moved = sent(way.operand, way.from, way.to, sending, false, bits(way.operand));
            if (way.from == 0) {
                loads.add(moved.bits());
            } else {
                access(way.from, way.operand.dataType(), false, moved.valueBits());
                access(way.from, DataType.INDICES, false, moved.placeBits());
                access(way.from, DataType.SCALES, false, moved.scaleBits());
            }
            if (way.to < nest.levels()) {
                Moved received = sent(way.operand, way.from, way.to, receiving, true, bits(way.operand));
                access(way.to, way.operand.dataType(), true, received.valueBits());
                access(way.to, DataType.INDICES, true, received.placeBits());
                access(way.to, DataType.SCALES, true, received.scaleBits());
                convert(way, moved.elements(), received.elements());
            } else if (nest.level(way.from).format(way.operand).isCompressed()) {
                counts.add(
                        Component.INDEXING,
                        DataType.INDICES,
                        new Action.IndexDecode(Math.max(
                                1, nest.level(way.from).format(way.operand).entryBits(1 << 16))),
                        moved.elements());
            }
        }
        int holder = lastHolder(Operand.OUTPUTS);
        long fresh = updating.stream()
                .filter(point -> updated.add(placed(holder, point)))
                .count();
        updating.clear();
        access(holder, DataType.PSUMS, true, lanes.updates * acc);
        access(holder, DataType.PSUMS, false, Math.max(0, lanes.updates - fresh) * acc);
        int outermost = nest.holders(Operand.OUTPUTS).get(1);
        if (last) {
            storeBits.add((long) outputs.size() * act);
            int copies = copies(outermost);
            access(
                    outermost,
                    copies == 1 ? DataType.OUTPUTS : DataType.PSUMS,
                    false,
                    copies == 1 ? (long) outputs.size() * act : (long) outputs.size() * copies * acc);
        } else {
            storeBits.add(0L);
        }
        counts.add(
                Component.MULTIPLIERS,
                DataType.PSUMS,
                Action.Multiply.of(
                        multipliedBits(Precision.Serial.WEIGHTS, precision.weightBits(), layer.weightBits()),
                        multipliedBits(
                                Precision.Serial.ACTIVATIONS, precision.activationBits(), precision.activationBits())),
                lanes.products * cyclesOfProduct());
        counts.add(Component.ADDERS, DataType.PSUMS, new Action.Add(acc), lanes.products * cyclesOfProduct());
        loadBits.add(loads);
        finish(lanes);
    }

    private void finish(Lanes lanes) {
        double ports = 0;
        for (int level = 1; level < nest.levels(); level++) {
            if (nest.level(level) instanceof Memory memory) {
                if (memory.readBitsPerCycle().isPresent()) {
                    double bits = readWords[level] * (double) memory.wordBits();
                    ports = Math.max(ports, bits / (memory.readBitsPerCycle().getAsDouble() * used(level)));
                }
                if (memory.ports().isPresent()) {
                    double words = readWords[level] + writtenWords[level];
                    ports = Math.max(ports, words / (memory.ports().get() * memory.bankCount() * used(level)));
                }
            }
        }
        long wait = Math.max(0, (long) Math.ceil(ports - 1e-9) - lanes.cycles[0]);
        cycles += lanes.cycles[0] + wait;
        useful += lanes.useful * slotsOfProduct();
        fragmentation += lanes.fragmentation * slotsOfProduct();
        imbalance += lanes.imbalance * slotsOfProduct();
        index += lanes.index * slotsOfProduct();
        fill += lanes.fill * slotsOfProduct();
        conflict += wait * nest.multipliers(0) * slotsOfProduct();
    }

    private int used(int level) {
        var seen = new LinkedHashSet<List<Integer>>();
        for (Point point : points) {
            var key = new ArrayList<Integer>();
            for (int i = 0; i < nest.first(level); i++) {
                key.add(nest.isSpatial(i) ? point.loop[i] : 0);
            }
            seen.add(key);
        }
        return seen.size();
    }
}
