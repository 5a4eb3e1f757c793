package archsim.engine.machines.nm;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.counts.Tally;
import archsim.engine.machines.Block;
import archsim.engine.machines.Counted;
import archsim.engine.machines.CutRule;
import archsim.engine.machines.Piece;
import archsim.engine.machines.PlannedCut;
import archsim.engine.machines.Storage;
import archsim.engine.machines.StoredLayer;
import archsim.engine.machines.Traffic;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An N:M tensor core slot by slot. A filter is a row of slots: all its stored weights, or {@code n} for each {@code m}
 * weights in a row, each with its place. Array columns are output positions: they share each slot that is read. Array
 * rows are filters: they share each input that is read. Each slot is multiplied at each position, whether a weight needs it
 * or not, and picks its input by its place.
 *
 * @param width of a dot product
 * @param fill of the machine, whose cycles its choice of tiles depends on
 */
record NmModel(int n, int m, int width, Optional<NmTensorCore.Fill> fill) {

    /** How a layer runs: the channels of each offset in groups, the filter as stored in groups, or dense. */
    enum Mode {
        CHANNELS,
        WEIGHTS,
        DENSE
    }

    Counted count(LayerWorkload workload, Machine machine) {
        var layer = new StoredLayer(workload);
        Mode mode = mode(layer);
        Storage storage = mode == Mode.DENSE ? Storage.dense() : new Slots(mode);
        var tally = new Tally();
        var traffic = new Traffic(layer, machine, storage, tally);
        var rule = new CutRule(storage, CutRule.inOutputBuffer(machine));
        List<Piece> pieces = PlannedCut.pieces(
                layer,
                machine,
                rule,
                new NmTensorCore(n, m, width, fill, Optional.empty(), OptionalInt.empty(), Optional.empty())
                        .tiles(workload, machine));
        traffic.move(pieces);
        pieces.forEach(traffic::waitForChannels);

        long positions = layer.positions();
        long slotsRead = 0;
        long inputsRead = 0;
        long products = 0;
        for (int group = 0; group < workload.shape().groups(); group++) {
            int filters = layer.filters(group).length;
            var all = new Block(group, 0, filters, 0, layer.channels());
            long slots = mode == Mode.DENSE ? all.stored(layer) : filters * slots(layer, all, mode);
            for (long position = 0;
                    position < positions;
                    position += machine.peArray().columns()) {
                slotsRead += slots;
            }
            for (int filter = 0; filter < filters; filter += machine.peArray().rows()) {
                inputsRead += positions * layer.columns(0, layer.channels());
            }
            products += positions * slots;
        }
        traffic.multiplyAndAdd(products);
        traffic.weightWords(DataType.WEIGHTS, false, slotsRead * workload.weightBits());
        traffic.inputWords(false, inputsRead * machine.precision().activationBits());
        if (mode != Mode.DENSE) {
            traffic.weightWords(DataType.INDICES, false, slotsRead * placeBits());
            tally.add("indexing", DataType.INDICES, new Action.IndexDecode(placeBits()), products);
            tally.add(
                    "indexing",
                    DataType.INPUTS,
                    new Action.SelectWord(m, machine.precision().activationBits()),
                    products);
        }
        return Counted.of(tally, traffic);
    }

    /** Bits of the places 0 to {@code m - 1}. */
    private int placeBits() {
        int bits = 1;
        while (1 << bits < m) {
            bits++;
        }
        return bits;
    }

    /** Groups save nothing where every one is so short that it has as many slots as weights. */
    private Mode mode(StoredLayer layer) {
        if (layer.workload().scheme().isStructured()) {
            return Mode.DENSE;
        }
        for (Mode mode : List.of(Mode.CHANNELS, Mode.WEIGHTS)) {
            var filter = new Block(0, 0, 1, 0, layer.channels());
            if (slots(layer, filter, mode) < layer.columns(0, layer.channels()) && holds(layer, mode)) {
                return mode;
            }
        }
        return Mode.DENSE;
    }

    private boolean holds(StoredLayer layer, Mode mode) {
        for (int group = 0; group < layer.shape().groups(); group++) {
            for (int k : layer.filters(group)) {
                for (List<int[]> weights : groups(layer, 0, layer.channels(), mode)) {
                    long present = weights.stream()
                            .filter(at -> layer.hasWeight(k, at[0], at[1], at[2]))
                            .count();
                    if (present > n) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Slots of one filter of a block. */
    private long slots(StoredLayer layer, Block block, Mode mode) {
        long slots = 0;
        for (List<int[]> weights : groups(layer, block.channelFrom(), block.channelTo(), mode)) {
            slots += Math.min(n, weights.size());
        }
        return slots;
    }

    /** Places {@code (c, r, s)} of a filter in rows of {@code m}, the last of a row shorter. */
    private List<List<int[]>> groups(StoredLayer layer, int from, int to, Mode mode) {
        LayerShape shape = layer.shape();
        var groups = new ArrayList<List<int[]>>();
        if (mode == Mode.CHANNELS) {
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    var row = new ArrayList<int[]>();
                    for (int c = from; c < to; c++) {
                        row.add(new int[] {c, r, s});
                    }
                    addGroups(row, from, groups);
                }
            }
            return groups;
        }
        var row = new ArrayList<int[]>();
        for (int c = from; c < to; c++) {
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    row.add(new int[] {c, r, s});
                }
            }
        }
        addGroups(row, from * shape.r() * shape.s(), groups);
        return groups;
    }

    /** Groups lie at multiples of {@code m} of the whole row, of which {@code row} begins at {@code first}. */
    private void addGroups(List<int[]> row, int first, List<List<int[]>> groups) {
        for (int i = 0; i < row.size(); ) {
            int end = Math.min(row.size(), i + m - (first + i) % m);
            groups.add(row.subList(i, end));
            i = end;
        }
    }

    /** A slot holds a value and a place; those without a weight hold zeros and count as indices. */
    private final class Slots implements Storage {

        private final Mode mode;

        Slots(Mode mode) {
            this.mode = mode;
        }

        @Override
        public long valueBits(StoredLayer layer, Block block) {
            return block.present(layer) * layer.workload().weightBits();
        }

        @Override
        public long indexBits(StoredLayer layer, Block block) {
            long all = block.filters() * slots(layer, block, mode);
            long empty = all - block.present(layer);
            return all * placeBits() + empty * layer.workload().weightBits();
        }
    }
}
