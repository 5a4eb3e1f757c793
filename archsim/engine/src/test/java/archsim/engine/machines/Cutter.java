package archsim.engine.machines;

import archsim.engine.Taps;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The choice of the cut, as the designs' pages state it: every tile fits half of each buffer; of the cuts into 1, 2, 4,
 * ... parts of rows, columns, filters and channels, in both orders, the one that moves the fewest bits, then has the
 * fewest tiles, then the largest patches.
 */
public final class Cutter {

    private final StoredLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final CutRule rule;
    private final int rowsOfCut;
    private final Map<List<Integer>, long[]> weightNeeds = new HashMap<>();

    /** Sizes of a tile, and whether all filters of a patch are done before the next patch. */
    private record Cut(int rows, int qs, int filters, int channels, boolean patchesOutermost) {}

    private Cutter(StoredLayer layer, Machine machine, CutRule rule) {
        this.layer = layer;
        this.shape = layer.shape();
        this.machine = machine;
        this.rule = rule;
        // Only images of one output row share a patch.
        this.rowsOfCut = layer.p() == 1 ? shape.n() : layer.p();
    }

    public static List<Piece> pieces(StoredLayer layer, Machine machine, CutRule rule) {
        var cutter = new Cutter(layer, machine, rule);
        int step = rule.channelStep();
        List<Cut> best = cutter.best(step);
        while (best.isEmpty() && step > 1) {
            step /= 2;
            best = cutter.best(step);
        }
        return cutter.pieces(best.get(0));
    }

    private static int ceil(long dividend, long divisor) {
        return Math.toIntExact((dividend + divisor - 1) / divisor);
    }

    /** Largest first. */
    private static Iterable<Integer> sizes(int extent, int step) {
        int steps = ceil(extent, step);
        var sizes = new TreeSet<Integer>();
        for (int parts = 1; parts < 2 * steps; parts *= 2) {
            sizes.add(ceil(steps, parts) * step);
        }
        sizes.add(step);
        return sizes.descendingSet();
    }

    /** None if nothing fits. */
    private List<Cut> best(int channelStep) {
        List<Cut> best = List.of();
        for (int rows : sizes(rowsOfCut, 1)) {
            for (int qs : sizes(layer.q(), 1)) {
                for (int filters : sizes(layer.mostFilters(), rule.filterStep())) {
                    for (Cut cut : mostChannels(rows, qs, filters, channelStep)) {
                        if (best.isEmpty() || isBetter(cut, best.get(0))) {
                            best = List.of(cut);
                        }
                    }
                }
            }
        }
        return best;
    }

    private List<Cut> mostChannels(int rows, int qs, int filters, int channelStep) {
        for (int channels : sizes(layer.channels(), channelStep)) {
            if (fits(rows, qs, filters, channels)) {
                return List.of(new Cut(rows, qs, filters, channels, true), new Cut(rows, qs, filters, channels, false));
            }
        }
        return List.of();
    }

    private boolean fits(int rows, int qs, int filters, int channels) {
        long images = layer.p() == 1 ? rows : 1;
        int outputRows = layer.p() == 1 ? 1 : rows;
        long high = Math.min(shape.h(), (outputRows - 1L) * shape.rows().stride() + Taps.reach(shape.rows()));
        long wide = Math.min(shape.w(), (qs - 1L) * shape.columns().stride() + Taps.reach(shape.columns()));
        long inputBits = images
                * Math.min(channels, layer.channels())
                * high
                * wide
                * machine.precision().activationBits();
        return 2 * inputBits <= machine.buffers().inputs().capacityBytes() * 8L
                && 2 * weightNeed(filters, channels)[0]
                        <= machine.buffers().weights().capacityBytes() * 8L
                && rule.sums().test(rows, qs, Math.min(filters, layer.mostFilters()), channels >= layer.channels());
    }

    /** Bits of the largest block and of all. */
    private long[] weightNeed(int filters, int channels) {
        return weightNeeds.computeIfAbsent(List.of(filters, channels), key -> {
            long[] need = new long[2];
            for (int group = 0; group < shape.groups(); group++) {
                for (Block block : blocks(group, filters, channels)) {
                    long bits = rule.storage().valueBits(layer, block)
                            + rule.storage().indexBits(layer, block);
                    need[0] = Math.max(need[0], bits);
                    need[1] += bits;
                }
            }
            return need;
        });
    }

    private List<Block> blocks(int group, int filters, int channels) {
        var blocks = new ArrayList<Block>();
        int all = layer.filters(group).length;
        for (int f = 0; f < all; f += filters) {
            for (int c = 0; c < layer.channels(); c += channels) {
                blocks.add(
                        new Block(group, f, Math.min(all, f + filters), c, Math.min(layer.channels(), c + channels)));
            }
        }
        return blocks;
    }

    private List<Outputs> patches(Cut cut) {
        var patches = new ArrayList<Outputs>();
        for (int first = 0; first < shape.n() * layer.p(); first += rowsOfCut) {
            for (int row = 0; row < rowsOfCut; row += cut.rows) {
                for (int q = 0; q < layer.q(); q += cut.qs) {
                    patches.add(new Outputs(
                            first + row,
                            first + Math.min(rowsOfCut, row + cut.rows),
                            q,
                            Math.min(layer.q(), q + cut.qs)));
                }
            }
        }
        return patches;
    }

    private boolean isBetter(Cut cut, Cut other) {
        long[] cost = cost(cut);
        long[] otherCost = cost(other);
        return cost[0] < otherCost[0] || (cost[0] == otherCost[0] && cost[1] < otherCost[1]);
    }

    /** Bits moved, and tiles. */
    private long[] cost(Cut cut) {
        List<Outputs> patches = patches(cut);
        long inputBits = 0;
        for (Outputs patch : patches) {
            inputBits += patch.inputs(layer)
                    * shape.groups()
                    * layer.storedChannels(0, layer.channels())
                    * machine.precision().activationBits();
        }
        int filterParts = ceil(layer.mostFilters(), cut.filters);
        int channelParts = ceil(layer.channels(), cut.channels);
        boolean weightsStay = channelParts == 1 && (!cut.patchesOutermost || filterParts == 1);
        boolean inputsStay = channelParts == 1 && (cut.patchesOutermost || patches.size() == 1);
        long bits = weightNeed(cut.filters, cut.channels)[1] * (weightsStay ? 1 : patches.size())
                + inputBits * (inputsStay ? 1 : filterParts);
        return new long[] {bits, (long) patches.size() * filterParts * channelParts};
    }

    /** In order: group after group, channels innermost. */
    private List<Piece> pieces(Cut cut) {
        var pieces = new ArrayList<Piece>();
        for (int group = 0; group < shape.groups(); group++) {
            List<Block> blocks = blocks(group, cut.filters, cut.channels);
            if (cut.patchesOutermost) {
                for (Outputs patch : patches(cut)) {
                    blocks.forEach(block -> pieces.add(piece(block, patch)));
                }
                continue;
            }
            int channelParts = ceil(layer.channels(), cut.channels);
            for (int i = 0; i < blocks.size(); i += channelParts) {
                List<Block> sameFilters = blocks.subList(i, i + channelParts);
                for (Outputs patch : patches(cut)) {
                    sameFilters.forEach(block -> pieces.add(piece(block, patch)));
                }
            }
        }
        return pieces;
    }

    private Piece piece(Block block, Outputs patch) {
        return new Piece(block, patch, block.channelTo() == layer.channels());
    }
}
