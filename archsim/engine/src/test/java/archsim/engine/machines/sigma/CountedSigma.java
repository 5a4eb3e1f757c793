package archsim.engine.machines.sigma;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.counts.PlainLayer;
import archsim.engine.counts.PlainLayer.Column;
import archsim.engine.counts.PlainMemory;
import archsim.engine.counts.PlainTile;
import archsim.engine.counts.Tally;
import archsim.engine.pe.Machine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SIGMA's packing row by row: which weights are on the multipliers together, and what streams past them.
 *
 * <p>Whole rows share the multipliers, at least 3 for each; a row that has more weights than there are multipliers comes
 * in parts, and each part but the last leaves a sum behind for each position.
 */
final class CountedSigma {

    private static final int SMALLEST_CLUSTER = 3;

    private final PlainLayer layer;
    private final Machine machine;
    private final int multipliers;
    private final Tally tally = new Tally();
    private final PlainMemory memory;
    private long products;
    private long iterations;

    /** @param tiles runs of rows over patches, of which each row's iterations lie in one */
    CountedSigma(PlainLayer layer, Machine machine, List<PlainTile> tiles) {
        this.layer = layer;
        this.machine = machine;
        this.multipliers = machine.peArray().rows() * machine.peArray().columns();
        this.memory = new PlainMemory(layer, machine, tally);
        Map<String, Long> inputsOf = new HashMap<>();
        for (PlainTile tile : tiles) {
            String patch = "%d %d %d %d".formatted(tile.group(), tile.rowFrom(), tile.qFrom(), tile.qTo());
            run(tile, inputsOf.computeIfAbsent(patch, unused -> inputsUnderWindows(tile)));
        }
        tally.add(
                "multipliers",
                DataType.PSUMS,
                Action.Multiply.of(
                        machine.precision().weightBits(), machine.precision().activationBits()),
                products);
        tally.add("adders", DataType.PSUMS, new Action.Add(machine.precision().accumulatorBits()), products);
    }

    Map<String, Long> counts() {
        return tally.counts();
    }

    PlainMemory memory() {
        return memory;
    }

    long iterations() {
        return iterations;
    }

    private void run(PlainTile tile, long inputsUnderWindows) {
        List<Integer> present = new ArrayList<>();
        List<Integer> filters = layer.filters(tile.group());
        for (int row = tile.filterFrom(); row < tile.filterTo(); row++) {
            present.add(present(filters.get(row)));
        }
        long weights = present.stream().mapToInt(Integer::intValue).sum();
        long bitmask = (long) tile.filters() * layer.columns().size();
        int weightBits = layer.workload().weightBits();
        memory.pass(tile, weights * weightBits, bitmask);
        memory.read(DataType.WEIGHTS, weights * weightBits);
        memory.read(DataType.INDICES, bitmask);
        products += weights * tile.positions();
        var pack = new Packing();
        present.forEach(pack::add);
        pack.close();
        iterations += pack.iterations;
        memory.read(
                DataType.INPUTS,
                pack.streams * inputsUnderWindows * machine.precision().activationBits());
        memory.psums(pack.openParts * tile.positions(), true);
        memory.psums(pack.openParts * tile.positions(), false);
    }

    private int present(int k) {
        int present = 0;
        for (Column column : layer.columns()) {
            present += layer.hasWeight(k, column) ? 1 : 0;
        }
        return present;
    }

    /** Inputs that are not zero, once for each window that they lie in. */
    private long inputsUnderWindows(PlainTile tile) {
        long inputs = 0;
        for (int row = tile.rowFrom(); row < tile.rowTo(); row++) {
            for (int q = tile.qFrom(); q < tile.qTo(); q++) {
                for (Column column : layer.columns()) {
                    inputs += layer.hasInputUnder(tile.group(), column, row, q) ? 1 : 0;
                }
            }
        }
        return inputs;
    }

    /** Rows as they come; the parts of a long row see each window once, all of them together. */
    private final class Packing {

        private int used;
        private int rows;
        private long iterations;
        private long streams;
        private long openParts;

        void add(int present) {
            if (present > multipliers) {
                close();
                iterations++;
                for (int left = present - multipliers; left > 0; left -= multipliers - 1) {
                    iterations++;
                    openParts++;
                }
                streams++;
                return;
            }
            int cluster = Math.max(SMALLEST_CLUSTER, present);
            if (used + cluster > multipliers || rows == mostRows()) {
                close();
            }
            used += cluster;
            rows++;
        }

        void close() {
            iterations += rows > 0 ? 1 : 0;
            streams += rows > 0 ? 1 : 0;
            used = 0;
            rows = 0;
        }

        /** Half the weight buffer holds as many values as there are multipliers, and these rows' bitmasks. */
        private long mostRows() {
            long halfBits = machine.buffers().weights().capacityBytes() * 4L;
            long bitmaskBits = halfBits - (long) multipliers * layer.workload().weightBits();
            return Math.max(1, bitmaskBits / layer.columns().size());
        }
    }
}
