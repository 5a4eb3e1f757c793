package archsim.engine.machines.loopnest.count;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.architecture.SubWord;
import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Precision;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the plan of a nest: a tile for each step of the DRAM's loops, with what moves and what it takes. */
public final class NestPlan {

    private static final long MOST_TILES = 2_000_000;

    private final Nest nest;
    private final LayerWorkload layer;
    private final LayerShape shape;
    private final Precision precision;
    private final int productCycles;
    private final Action.Multiply product;
    private final int slotsOfProduct;
    private final ActionCounts counts = new ActionCounts();
    private final Map<IntoPort, ActionCounts.Counter> accesses = new HashMap<>();
    private final List<Flow> flows = new ArrayList<>();
    private final List<Operand> flowing = new ArrayList<>();
    private final List<Flow> sums = new ArrayList<>();
    /** Of each of {@link #sums}. */
    private final List<BegunSums> begun = new ArrayList<>();

    private final List<BegunSums> completed = new ArrayList<>();
    private final BegunSums updated;
    /** Of each of {@link #sums}, by level with links. */
    private final List<SortedMap<Integer, BegunSums>> begunOverLinks = new ArrayList<>();

    private final List<Integer> linksOfUpdates;
    private final Remembered<Work> works;
    private final TimeCount time;
    private final FilledTiles fills;
    private final long steps;
    private long step;
    private final List<Tile> tiles = new ArrayList<>();
    private final long[] readWords;
    private final long[] writtenBits;
    private final long[] writtenWords;
    private final StoredPlaces places;
    private final LayerMasks masks;
    private SlotStack slots = SlotStack.NONE;
    private long computeCycles;
    private long storedOutputs;
    private long storedBits;

    private record IntoPort(int level, DataType type, boolean write) {}

    private NestPlan(Nest nest, LayerWorkload layer, LayerMasks masks, Precision precision) {
        this.nest = nest;
        this.layer = layer;
        this.shape = layer.shape();
        this.precision = precision;
        this.masks = masks;
        for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
            List<Integer> holders = nest.holders(operand);
            for (int i = 0; i < holders.size(); i++) {
                int to = i + 1 < holders.size() ? holders.get(i + 1) : nest.levels();
                flows.add(new Flow(nest, masks, operand, holders.get(i), to, valueBits(operand)));
                flowing.add(operand);
            }
        }
        List<Integer> holders = nest.holders(Operand.OUTPUTS);
        for (int i = 1; i + 1 < holders.size(); i++) {
            int from = holders.get(i);
            int to = holders.get(i + 1);
            sums.add(new Flow(nest, masks, Operand.OUTPUTS, from, to, precision.accumulatorBits()));
            begun.add(BegunSums.given(nest, masks, from, to));
            completed.add(BegunSums.completed(nest, masks, to));
            begunOverLinks.add(nest.linkedBetween(from, to).stream()
                    .collect(Collectors.toMap(
                            links -> links,
                            links -> BegunSums.given(nest, masks, from, to, links),
                            (one, other) -> one,
                            TreeMap::new)));
        }
        updated = BegunSums.updated(nest, masks);
        linksOfUpdates = nest.linkedBetween(nest.parent(Operand.OUTPUTS, nest.levels()), nest.levels());
        productCycles = precision.productCycles(layer.weightBits());
        Optional<SubWord> cut = nest.subWord();
        product = cut.map(each -> each.product(layer.weightBits(), precision)).orElseGet(precision::product);
        slotsOfProduct = cut.map(each -> each.most() / nest.multipliers(nest.levels() - 1))
                .orElse(1);
        time = new TimeCount(nest, masks, productCycles);
        fills = new FilledTiles(nest);
        steps = DramSteps.count(nest);
        works = new Remembered<>(time.distinguished(), time::of);
        readWords = new long[nest.levels()];
        writtenBits = new long[nest.levels()];
        writtenWords = new long[nest.levels()];
        places = new StoredPlaces(shape, layer.weightBits(), precision.activationBits());
    }

    private int valueBits(Operand operand) {
        return operand == Operand.WEIGHTS ? layer.weightBits() : precision.activationBits();
    }

    /**
     * The plan of {@code nest}.
     *
     * @throws InfeasibleLayerException if a tile does not fit its level, or the masks do not fit a format
     */
    public static LayerPlan of(Nest nest, LayerWorkload layer, Precision precision, String mode) {
        return of(nest, layer, new LayerMasks(layer), precision, mode);
    }

    /**
     * The same where several plans of a layer are made.
     *
     * @param masks of the layer, for one thread at a time
     * @throws InfeasibleLayerException if a tile does not fit its level, or the masks do not fit a format
     */
    public static LayerPlan of(Nest nest, LayerWorkload layer, LayerMasks masks, Precision precision, String mode) {
        var plan = new NestPlan(nest, layer, masks, precision);
        new Fit(nest, layer, precision, plan.masks).require();
        if (plan.steps > MOST_TILES) {
            throw new InfeasibleLayerException(
                    layer.layer().name(),
                    RootLocale.format(
                            "the mapping takes %d steps of the DRAM's loops, at most %d are planned",
                            plan.steps, MOST_TILES));
        }
        new DramSteps(nest, plan::step).walk();
        return plan.build(mode);
    }

    /** Tiles of {@code nest} that do not fit their levels, a sentence each; found without a plan. */
    public static List<String> faultsOf(Nest nest, LayerWorkload layer, Precision precision) {
        return new Fit(nest, layer, precision, new LayerMasks(layer)).faults();
    }

    private void step(Box box, int[] index) {
        Arrays.fill(readWords, 0);
        Arrays.fill(writtenBits, 0);
        Arrays.fill(writtenWords, 0);
        Work work = ++step == steps ? time.ofLast(box) : works.of(box);
        work = work.filled(fills.before(index, work.cycles[0]), nest.multipliers(0));
        var loads = new ArrayList<Transfer>();
        for (int i = 0; i < flows.size(); i++) {
            if (flows.get(i).movesAt(index)) {
                operand(flowing.get(i), flows.get(i), box, loads);
            }
        }
        boolean first = reductionIsAt(index, false);
        boolean last = reductionIsAt(index, true);
        sums(work, box, index, first, last);
        Transfer store = store(box, last);
        long made = work.products * productCycles;
        counts.add(Component.MULTIPLIERS, DataType.PSUMS, product, made);
        counts.add(Component.ADDERS, DataType.PSUMS, new Action.Add(precision.accumulatorBits()), made);
        finish(work, loads, store);
    }

    private void finish(Work work, List<Transfer> loads, Transfer store) {
        long cycles = work.cycles[0];
        long ports = 0;
        for (int level = 1; level < nest.levels(); level++) {
            if (nest.level(level) instanceof Memory memory) {
                ports = Math.max(
                        ports,
                        memory.portCycles(
                                readWords[level], writtenBits[level], writtenWords[level], nest.usedInstances(level)));
            }
        }
        long wait = Math.max(0, ports - cycles);
        slots = slots.plus(slots(work, wait));
        computeCycles += cycles + wait;
        tiles.add(new Tile(loads, store, new long[] {cycles + wait}, true));
    }

    /** A product of wide operands takes several parts of its multiplier, each a slot. */
    private SlotStack slots(Work work, long wait) {
        return SlotStack.useful(work.useful)
                .lost(Cause.FRAGMENTATION, work.fragmentation)
                .lost(Cause.IMBALANCE, work.imbalance)
                .lost(Cause.INDEX, work.index)
                .lost(Cause.FILL, work.fill)
                .lost(Cause.CONFLICT, Math.multiplyExact(wait, nest.multipliers(0)))
                .times(slotsOfProduct);
    }

    private void operand(Operand operand, Flow flow, Box box, List<Transfer> loads) {
        Moved sent = flow.sent(box);
        if (flow.from() == 0) {
            if (sent.bits() > 0) {
                places.load(operand, box, sent, nest.level(0).format(operand).isCompressed(), loads);
            }
        } else {
            access(flow.from(), operand.dataType(), false, sent.valueBits());
            access(flow.from(), DataType.INDICES, false, sent.placeBits());
            access(flow.from(), DataType.SCALES, false, sent.scaleBits());
        }
        for (int level : flow.linked()) {
            hops((Spatial) nest.level(level), operand, flow.hops(level, box));
        }
        if (!flow.reachesMultipliers()) {
            Moved received = flow.received(box);
            access(flow.to(), operand.dataType(), true, received.valueBits());
            access(flow.to(), DataType.INDICES, true, received.placeBits());
            access(flow.to(), DataType.SCALES, true, received.scaleBits());
            convert(operand, flow, sent, received);
        } else {
            decode(nest.level(flow.from()).format(operand), sent);
        }
    }

    /** A tile leaves one code and enters another: its zeros are looked for where there was none. */
    private void convert(Operand operand, Flow flow, Moved sent, Moved received) {
        Format from = nest.level(flow.from()).format(operand);
        Format to = nest.level(flow.to()).format(operand);
        if (from.isSameCodeAs(to)) {
            return;
        }
        decode(from, sent);
        if (to.isCompressed()) {
            if (!from.isCompressed()) {
                indexing(new Action.Compare(valueBits(operand)), sent.elements());
            }
            indexing(new Action.Add(indexBits(to)), received.elements());
        }
    }

    private void decode(Format format, Moved sent) {
        if (format.isCompressed()) {
            indexing(new Action.IndexDecode(indexBits(format)), sent.elements());
        }
    }

    private void indexing(Action action, long count) {
        counts.add(Component.INDEXING, DataType.INDICES, action, count);
    }

    private static int indexBits(Format format) {
        return Math.max(1, format.entryBits(1 << 16));
    }

    /** Values word by word, the rest bit by bit. */
    private void hops(Spatial level, Operand operand, Moved moved) {
        counts.add(level.links(), operand.dataType(), level.hop(valueBits(operand)), moved.elements());
        counts.add(level.links(), DataType.INDICES, level.hop(1), moved.placeBits());
        counts.add(level.links(), DataType.SCALES, level.hop(1), moved.scaleBits());
    }

    /** Sums on the links, those that come back to be added to among them; all at the width of accumulators. */
    private void sumHops(int level, long hops) {
        var spatial = (Spatial) nest.level(level);
        counts.add(spatial.links(), DataType.PSUMS, spatial.hop(precision.accumulatorBits()), hops);
    }

    /** Whether all loops of the DRAM that sum up are at their first, or last, iteration. */
    private boolean reductionIsAt(int[] index, boolean last) {
        for (int i = 0; i < index.length; i++) {
            if (!nest.uses(Operand.OUTPUTS, i) && index[i] != (last ? nest.factor(i) - 1 : 0)) {
                return false;
            }
        }
        return true;
    }

    private void sums(Work work, Box box, int[] index, boolean first, boolean last) {
        int acc = precision.accumulatorBits();
        int act = precision.activationBits();
        for (int i = 0; i < sums.size(); i++) {
            Flow flow = sums.get(i);
            if (!flow.movesAt(index)) {
                continue;
            }
            long given = flow.sent(box).elements();
            long taken = flow.received(box).elements();
            boolean whole = !flow.movesWithinSteps();
            long again = given - begun(begun.get(i), box, whole || first, nest.copiesOfSums(flow.from()));
            long done = whole || last ? begun(completed.get(i), box, true, 1) : 0;
            long finals = nest.copiesOfSums(flow.from()) == 1 ? done : 0;
            long finalsTaken = nest.copiesOfSums(flow.to()) == 1 ? done : 0;
            access(flow.from(), DataType.PSUMS, true, (given - finals) * acc);
            access(flow.from(), DataType.OUTPUTS, true, finals * act);
            access(flow.from(), DataType.PSUMS, false, again * acc);
            access(flow.to(), DataType.PSUMS, false, (taken - finalsTaken) * acc);
            access(flow.to(), DataType.OUTPUTS, false, finalsTaken * act);
            access(flow.to(), DataType.PSUMS, true, again * acc);
            begunOverLinks.get(i).forEach((links, fresh) -> {
                long out = flow.hops(links, box).elements();
                sumHops(links, 2 * out - fresh.of(box));
            });
        }
        for (int i = 0; i < work.hops.length; i++) {
            sumHops(linksOfUpdates.get(i), work.hops[i]);
        }
        int level = nest.parent(Operand.OUTPUTS, nest.levels());
        long fresh = begun(updated, box, first, nest.copiesOfSums(level));
        access(level, DataType.PSUMS, true, work.updates * acc);
        access(level, DataType.PSUMS, false, Math.max(0, work.updates - fresh) * acc);
    }

    /** Sums begun in a step, which are all of its outputs at the first if zeros leave nothing out. */
    private static long begun(BegunSums sums, Box box, boolean first, long copies) {
        if (sums.isLeftOut()) {
            return sums.of(box);
        }
        return first ? box.volume(Operand.OUTPUTS) * copies : 0;
    }

    /** Outputs are written once, after pooling; parts of a pooled output go with the tile that completes them. */
    private Transfer store(Box box, boolean last) {
        if (!last) {
            return new Transfer(DataType.OUTPUTS, storedBits, 0);
        }
        long all = shape.outputs();
        storedOutputs += box.volume(Operand.OUTPUTS);
        long writtenBitsOfLayer = layer.layer().writtenOutputs() * precision.activationBits();
        long upTo = Math.round((double) storedOutputs / all * writtenBitsOfLayer);
        var store = new Transfer(DataType.OUTPUTS, storedBits, upTo - storedBits);
        storedBits = upTo;
        int level = nest.holders(Operand.OUTPUTS).get(1);
        long copies = nest.copiesOfSums(level);
        if (copies == 1) {
            access(level, DataType.OUTPUTS, false, store.bits());
        } else {
            access(level, DataType.PSUMS, false, box.volume(Operand.OUTPUTS) * copies * precision.accumulatorBits());
        }
        return store;
    }

    private void access(int level, DataType type, boolean write, long bits) {
        var memory = (Memory) nest.level(level);
        long words = Ceil.div(bits, memory.wordBits());
        accesses.computeIfAbsent(
                        new IntoPort(level, type, write),
                        unused -> counts.counter(memory.component(), type, memory.access(write)))
                .add(words);
        if (write) {
            writtenBits[level] += bits;
            writtenWords[level] += words;
        } else {
            readWords[level] += words;
        }
    }

    private LayerPlan build(String mode) {
        long multipliers = Math.multiplyExact((long) slotsOfProduct, nest.multipliers(0));
        long expected = Math.multiplyExact(computeCycles, multipliers);
        if (slots.total() != expected) {
            throw new IllegalStateException(RootLocale.format(
                    "the slots of layer %s must add up to %d cycles x %d multipliers, %d, was %d",
                    layer.layer().name(), computeCycles, multipliers, expected, slots.total()));
        }
        scale();
        return new LayerPlan(mode, tiles, slots, computeCycles, counts, loadsAhead() ? 2 : 1);
    }

    /** Sums take their scales from the innermost memory that holds them, whose ports they do not wait for. */
    private void scale() {
        var scaled = new ScaledSums(nest, shape);
        scaled.count(counts);
        for (Operand operand : List.of(Operand.WEIGHTS, Operand.INPUTS)) {
            int level = nest.parent(operand, nest.levels());
            if (level > 0) {
                access(level, DataType.SCALES, false, scaled.bitsTaken(operand));
            }
        }
    }

    /** Whether every memory that the DRAM fills can take the next tile while this one is used. */
    private boolean loadsAhead() {
        return flows.stream()
                .filter(flow -> flow.from() == 0 && !flow.reachesMultipliers())
                .allMatch(flow ->
                        ((Memory) nest.level(flow.to())).doubleBuffered().orElse(true));
    }
}
