package archsim.engine.machines.cambriconx;

import archsim.base.Ceil;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.TileRange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What the filters of a layer's weight blocks cost for one output position.
 *
 * <p>A search asks for the same channels with other filters again and again, so that the windows of some channels are passed
 * over once, for all filters, and blocks are differences of sums.
 */
final class WindowCosts {

    /** What the filters of a block cost. */
    static final class Cost {

        private final long[] peCycles;
        private final long present;
        private final long emptyWindows;

        private Cost(long[] peCycles, long present, long emptyWindows) {
            this.peCycles = peCycles;
            this.present = present;
            this.emptyWindows = emptyWindows;
        }

        /** Of each PE. */
        LongStream ofPes() {
            return Arrays.stream(peCycles);
        }

        /** Adds those of each PE. */
        void addTo(long[] pes) {
            for (int pe = 0; pe < pes.length; pe++) {
                pes[pe] += peCycles[pe];
            }
        }

        /** Of all PEs. */
        long cycles() {
            return ofPes().sum();
        }

        /** Weights that are not zero; of a dense layer all kept ones. */
        long present() {
            return present;
        }

        /** Windows that cost a look. */
        long emptyWindows() {
            return emptyWindows;
        }
    }

    private record Channels(int group, int from, int to) {}

    /** Sums over the filters below an index: of cycles those of the same PE, of the others all. */
    private static final class Sums {

        private final int[] cycles;
        private final int[] present;
        private final int[] emptyWindows;

        Sums(int filters, int pes) {
            cycles = new int[filters + pes];
            present = new int[filters + 1];
            emptyWindows = new int[filters + 1];
        }
    }

    private final KeptLayer layer;
    private final boolean isDense;
    private final int windowInputs;
    private final int pes;
    private final int lanes;
    private final Map<Channels, Sums> sums = new HashMap<>();

    WindowCosts(KeptLayer layer, boolean isDense, int windowInputs, int pes, int lanes) {
        this.layer = layer;
        this.isDense = isDense;
        this.windowInputs = windowInputs;
        this.pes = pes;
        this.lanes = lanes;
    }

    Cost of(TileRange.WeightBlock block) {
        return isDense ? ofDense(block) : ofSparse(block);
    }

    /** Cycles of any filter where all kept weights are multiplied. */
    long ofDenseFilter(int channelFrom, int channelTo) {
        int end = layer.columnsBelow(channelTo);
        long cycles = 0;
        int next;
        for (int from = layer.columnsBelow(channelFrom); from < end; from = next) {
            next = endOfWindow(from, end);
            cycles += Ceil.div(next - from, lanes);
        }
        return cycles;
    }

    private Cost ofDense(TileRange.WeightBlock block) {
        long ofFilter = ofDenseFilter(block.channelFrom(), block.channelTo());
        long[] peCycles = new long[pes];
        for (int f = block.filterFrom(); f < block.filterTo(); f++) {
            peCycles[f % pes] += ofFilter;
        }
        return new Cost(peCycles, (long) block.filters() * layer.columns(block.channelFrom(), block.channelTo()), 0);
    }

    private Cost ofSparse(TileRange.WeightBlock block) {
        int from = block.filterFrom();
        int to = block.filterTo();
        Sums of = sums.computeIfAbsent(new Channels(block.group(), block.channelFrom(), block.channelTo()), this::pass);
        long[] peCycles = new long[pes];
        int fromPe = from % pes;
        int toPe = to % pes;
        for (int pe = 0; pe < pes; pe++) {
            // the first filter from either end on that belongs to the PE
            int begin = from - fromPe + pe + (pe < fromPe ? pes : 0);
            int end = to - toPe + pe + (pe < toPe ? pes : 0);
            peCycles[pe] = (long) of.cycles[end] - of.cycles[begin];
        }
        return new Cost(peCycles, of.present[to] - of.present[from], of.emptyWindows[to] - of.emptyWindows[from]);
    }

    private Sums pass(Channels channels) {
        int filters = layer.filters(channels.group);
        var passed = new Sums(filters, pes);
        int begin = layer.columnsBelow(channels.from);
        int end = layer.columnsBelow(channels.to);
        for (int f = 0; f < filters; f++) {
            int cycles = 0;
            int present = 0;
            int emptyWindows = 0;
            int next;
            for (int from = begin; from < end; from = next) {
                next = endOfWindow(from, end);
                int found = layer.presentKeptColumns(channels.group, f, from, next);
                cycles += Math.max(1, Ceil.div(found, lanes));
                present += found;
                emptyWindows += found == 0 ? 1 : 0;
            }
            passed.cycles[f + pes] = passed.cycles[f] + cycles;
            passed.present[f + 1] = passed.present[f] + present;
            passed.emptyWindows[f + 1] = passed.emptyWindows[f] + emptyWindows;
        }
        return passed;
    }

    /** Windows are counted from the filter's first weight, so that a cut may divide one. */
    private int endOfWindow(int from, int end) {
        return Math.min(end, (from / windowInputs + 1) * windowInputs);
    }
}
