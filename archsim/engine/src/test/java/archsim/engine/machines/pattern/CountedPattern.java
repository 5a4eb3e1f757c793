package archsim.engine.machines.pattern;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.counts.PlainLayer;
import archsim.engine.counts.PlainLayer.Column;
import archsim.engine.counts.PlainMemory;
import archsim.engine.counts.PlainTile;
import archsim.engine.counts.Tally;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerShape;
import archsim.workloads.Scheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The pattern array kernel by kernel and position by position: PEs of four multipliers, a tree that sums four products up
 * and 128 accumulators a PE; wired for 16 patterns.
 */
final class CountedPattern {

    private static final int LIBRARY = 16;
    private static final int ACCUMULATORS = 128;

    private final PlainLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final int weightBits;
    private final Tally tally = new Tally();
    private final PlainMemory memory;
    private final int[][] supports;
    private final List<List<Integer>> sortedFilters = new ArrayList<>();
    private final List<Integer> library;
    private final boolean byKernels;
    private long multiplied;
    private long summedInTrees;
    private long accumulated;
    private long decoded;

    CountedPattern(PlainLayer layer, Machine machine, List<PlainTile> tiles) {
        this.layer = layer;
        this.shape = layer.shape();
        this.machine = machine;
        this.weightBits = layer.workload().weightBits();
        this.memory = new PlainMemory(layer, machine, tally);
        boolean isPattern = layer.workload().scheme() == Scheme.PATTERN && shape.r() == 3 && shape.s() == 3;
        this.supports = new int[isPattern ? shape.k() : 0][shape.channelsPerGroup()];
        for (int k = 0; k < supports.length; k++) {
            for (int c = 0; c < shape.channelsPerGroup(); c++) {
                supports[k][c] = support(k, c);
            }
        }
        this.library = isPattern ? library() : List.of();
        this.byKernels = isPattern && library.size() <= LIBRARY;
        for (int group = 0; group < shape.groups() && byKernels; group++) {
            sortedFilters.add(longestFirst(group));
        }
        tiles.forEach(byKernels ? this::kernels : this::dense);
        tallyUp();
    }

    Map<String, Long> counts() {
        return tally.counts();
    }

    PlainMemory memory() {
        return memory;
    }

    boolean isByKernels() {
        return byKernels;
    }

    /** Weights of a kernel as bits, place {@code [r][s]} at {@code 3r + s}. */
    private int support(int k, int c) {
        int support = 0;
        for (int place = 0; place < 9; place++) {
            support |= layer.hasWeight(k, new Column(c, place / 3, place % 3)) ? 1 << place : 0;
        }
        return support;
    }

    /** All supports of four; smaller ones that none of them covers, in ascending order, filled up from the lowest place. */
    private List<Integer> library() {
        var patterns = new TreeSet<Integer>();
        var smaller = new TreeSet<Integer>();
        for (int k = 0; k < shape.k(); k++) {
            for (int c = 0; c < shape.channelsPerGroup(); c++) {
                int support = supports[k][c];
                if (support != 0) {
                    (Integer.bitCount(support) == 4 ? patterns : smaller).add(support);
                }
            }
        }
        for (int support : smaller) {
            if (patterns.stream().noneMatch(pattern -> (pattern & support) == support)) {
                int pattern = support;
                for (int place = 0; Integer.bitCount(pattern) < 4; place++) {
                    pattern |= 1 << place;
                }
                patterns.add(pattern);
            }
        }
        return new ArrayList<>(patterns);
    }

    /** Bits that tell {@code numbers} numbers apart. */
    private static int bitsFor(int numbers) {
        int bits = 0;
        for (long told = 1; told < numbers; told *= 2) {
            bits++;
        }
        return bits;
    }

    /** A kernel's channel and the number of its pattern. */
    private int kernelIndexBits() {
        return bitsFor(shape.channelsPerGroup()) + bitsFor(library.size());
    }

    private List<Integer> kernels(int k, int from, int to) {
        var kernels = new ArrayList<Integer>();
        for (int c = from; c < to; c++) {
            if (supports[k][c] != 0) {
                kernels.add(supports[k][c]);
            }
        }
        return kernels;
    }

    /** Filters with the most kernels first. */
    private List<Integer> longestFirst(int group) {
        var sorted = new ArrayList<>(layer.filters(group));
        sorted.sort(Collections.reverseOrder((a, b) -> Integer.compare(
                kernels(a, 0, shape.channelsPerGroup()).size(),
                kernels(b, 0, shape.channelsPerGroup()).size())));
        return sorted;
    }

    /**
     * Four values, channel and pattern of each kernel are read once a tile; at each position four inputs are read, four
     * products made, and one sum of them accumulated. Stored besides: how many kernels a filter has, from none to all.
     */
    private void kernels(PlainTile tile) {
        long weights = 0;
        long kernels = 0;
        List<Integer> filters = sortedFilters.get(tile.group());
        for (int i = tile.filterFrom(); i < tile.filterTo(); i++) {
            for (int support : kernels(filters.get(i), tile.channelFrom(), tile.channelTo())) {
                kernels++;
                weights += Integer.bitCount(support);
            }
        }
        for (long position = 0; position < tile.positions(); position++) {
            multiplied += 4 * kernels;
            summedInTrees += 3 * kernels;
            accumulated += kernels;
        }
        decoded += kernels;
        int countBits = bitsFor(tile.channelTo() - tile.channelFrom() + 1);
        long fillerBits = (4 * kernels - weights) * weightBits;
        long indexBits = kernels * kernelIndexBits();
        memory.pass(tile, weights * weightBits, fillerBits + indexBits + (long) tile.filters() * countBits);
        memory.read(DataType.WEIGHTS, 4 * kernels * weightBits);
        memory.read(DataType.INDICES, indexBits);
        memory.read(
                DataType.INPUTS,
                4 * kernels * tile.positions() * machine.precision().activationBits());
        waitingSums(tile);
    }

    /** Every lane takes a filter, all lanes the same inputs; four columns a step, of which the last may have fewer. */
    private void dense(PlainTile tile) {
        long columns = layer.columns(tile.channelFrom(), tile.channelTo()).size();
        long inputs = 0;
        int lanes = machine.peArray().columns();
        for (int from = tile.filterFrom(); from < tile.filterTo(); from += lanes) {
            long filters = Math.min(lanes, tile.filterTo() - from);
            for (long step = 0; step < columns; step += 4) {
                long products = Math.min(4, columns - step);
                inputs += products * tile.positions();
                multiplied += products * filters * tile.positions();
                summedInTrees += (products - 1) * filters * tile.positions();
                accumulated += filters * tile.positions();
            }
        }
        long bits = columns * tile.filters() * weightBits;
        memory.pass(tile, bits, 0);
        memory.read(DataType.WEIGHTS, bits);
        memory.read(DataType.INPUTS, inputs * machine.precision().activationBits());
        waitingSums(tile);
    }

    /** Sums wait in the output buffer from one block of channels to the next. */
    private void waitingSums(PlainTile tile) {
        long sums = tile.positions() * tile.filters();
        if (tile.channelFrom() > 0) {
            memory.psums(sums, false);
        }
        if (tile.channelTo() < shape.channelsPerGroup()) {
            memory.psums(sums, true);
        }
    }

    private void tallyUp() {
        int sumBits = machine.precision().accumulatorBits();
        tally.add(
                "multipliers",
                DataType.PSUMS,
                Action.Multiply.of(
                        machine.precision().weightBits(), machine.precision().activationBits()),
                multiplied);
        tally.add("adders", DataType.PSUMS, new Action.Add(sumBits), summedInTrees);
        tally.add("accumulators", DataType.PSUMS, new Action.Accumulate(ACCUMULATORS, sumBits), accumulated);
        if (kernelIndexBits() > 0) {
            tally.add("indexing", DataType.INDICES, new Action.IndexDecode(kernelIndexBits()), decoded);
        }
    }
}
