package archsim.engine.machines.eyeriss;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.Taps;
import archsim.engine.counts.PlainLayer;
import archsim.engine.counts.PlainLayer.Column;
import archsim.engine.counts.PlainMemory;
import archsim.engine.counts.Tally;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Eyeriss pass by pass and PE by PE, as Y.-H. Chen et al., JSSC 2017 have it, for a mapping that is given.
 *
 * <p>Scratchpads hold 12 inputs, 224 weights and 24 partial sums; PEs are 0.24 mm apart. A word for the array runs along
 * its side and then along a row of PEs, an input along as many rows as filters have.
 */
final class CountedEyeriss {

    private static final int INPUT_SPAD = 12;
    private static final int FILTER_SPAD = 224;
    private static final int PSUM_SPAD = 24;
    private static final double PITCH_MM = 0.24;

    /** {@code m n e p q r t} as the authors name them. */
    record Mapping(int m, int n, int e, int p, int q, int r, int t) {}

    private record Pass(
            int group,
            List<Integer> filters,
            int imageFrom,
            int imageTo,
            int rowFrom,
            int rowTo,
            List<Integer> channels,
            boolean last) {

        String filterBlock() {
            return group + " " + filters + " " + channels;
        }

        String inputBlock() {
            return group + " " + imageFrom + " " + rowFrom + " " + channels;
        }
    }

    private final PlainLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final Mapping mapping;
    private final Tally tally = new Tally();
    private final RunLengthInputs inputs;
    private final List<List<Transfer>> loads = new ArrayList<>();
    private final List<Transfer> stores = new ArrayList<>();
    private final Map<String, Long> startOfFilters = new HashMap<>();
    private final long outputBits;
    private long filterBits;
    private long finishedOutputs;
    private long storedBits;
    private String filtersInPes = "";
    private String inputsInBuffer = "";
    private long filterSpadWrites;
    private long inputSpadWrites;
    private long filtersMoved;
    private long inputsMoved;
    private long sumsMoved;
    private long sumsPassedOn;
    private long sumsAdded;

    CountedEyeriss(PlainLayer layer, Machine machine, Mapping mapping) {
        this.layer = layer;
        this.shape = layer.shape();
        this.machine = machine;
        this.mapping = mapping;
        this.inputs = new RunLengthInputs(layer, machine.precision().activationBits());
        this.outputBits = outputBits();
        for (int group = 0; group < shape.groups(); group++) {
            for (List<Integer> block : parts(layer.filters(group), mapping.m)) {
                maps(group, block);
            }
        }
        tallyUp();
    }

    Map<String, Long> counts() {
        return tally.counts();
    }

    List<List<Transfer>> loads() {
        return loads;
    }

    List<Transfer> stores() {
        return stores;
    }

    private static List<List<Integer>> parts(List<Integer> all, int size) {
        var parts = new ArrayList<List<Integer>>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return parts;
    }

    private void maps(int group, List<Integer> block) {
        List<List<Integer>> channelBlocks = parts(layer.channels(0, shape.channelsPerGroup()), mapping.q * mapping.r);
        for (int n = 0; n < shape.n(); n += mapping.n) {
            for (int row = 0; row < shape.p(); row += mapping.e) {
                for (int c = 0; c < channelBlocks.size(); c++) {
                    for (List<Integer> filters : parts(block, mapping.p * mapping.t)) {
                        pass(new Pass(
                                group,
                                filters,
                                n,
                                Math.min(shape.n(), n + mapping.n),
                                row,
                                Math.min(shape.p(), row + mapping.e),
                                channelBlocks.get(c),
                                c + 1 == channelBlocks.size()));
                    }
                }
            }
        }
    }

    private void pass(Pass pass) {
        var loaded = new ArrayList<Transfer>();
        if (!pass.filterBlock().equals(filtersInPes)) {
            loaded.add(loadFilters(pass));
        }
        boolean newInputs = !pass.inputBlock().equals(inputsInBuffer);
        if (newInputs) {
            loadInputs(pass, loaded);
        }
        moveInputs(pass, newInputs);
        moveSums(pass);
        filtersInPes = pass.filterBlock();
        inputsInBuffer = pass.inputBlock();
        loads.add(loaded);
    }

    /** From DRAM as wide as they are stored, through the buffer as wide as operands, into each column of a PE set. */
    private Transfer loadFilters(Pass pass) {
        long words = 0;
        for (int filter = 0; filter < pass.filters.size(); filter++) {
            for (int c = 0; c < pass.channels.size(); c++) {
                for (int r = 0; r < shape.r(); r++) {
                    words += shape.s();
                    filterSpadWrites += (long) shape.s() * (pass.rowTo - pass.rowFrom);
                }
            }
        }
        filtersMoved += words;
        SramBuffer buffer = machine.buffers().weights();
        long bits = words * machine.precision().weightBits();
        sram("weightBuffer", buffer, DataType.WEIGHTS, true, bits);
        sram("weightBuffer", buffer, DataType.WEIGHTS, false, bits);
        long storedFilterBits = words * layer.workload().weightBits();
        Long known = startOfFilters.putIfAbsent(pass.filterBlock(), filterBits);
        filterBits += known == null ? storedFilterBits : 0;
        return new Transfer(DataType.WEIGHTS, startOfFilters.get(pass.filterBlock()), storedFilterBits);
    }

    private int top(Pass pass) {
        return Math.max(0, Taps.row(shape, pass.rowFrom, 0));
    }

    private int bottom(Pass pass) {
        int end = Taps.row(shape, pass.rowTo - 1, shape.r() - 1) + 1;
        return Math.max(top(pass), Math.min(shape.h(), end));
    }

    /** The rows under the strip of each image and channel; rows that follow one another in memory come as one. */
    private void loadInputs(Pass pass, List<Transfer> loaded) {
        for (int n = pass.imageFrom; n < pass.imageTo; n++) {
            var rows = new ArrayList<Integer>();
            for (int c : pass.channels) {
                int first = (n * shape.c() + pass.group * shape.channelsPerGroup() + c) * shape.h();
                for (int h = top(pass); h < bottom(pass); h++) {
                    rows.add(first + h);
                }
            }
            for (int i = 0; i < rows.size(); ) {
                int end = i + 1;
                while (end < rows.size() && rows.get(end) == rows.get(end - 1) + 1) {
                    end++;
                }
                loaded.add(inputs.transfer(rows.get(i), rows.get(end - 1) + 1));
                i = end;
            }
        }
    }

    /** The array gets the padded rows; each PE of each set of filters takes the row that it works on. */
    private void moveInputs(Pass pass, boolean newInputs) {
        int bits = machine.precision().activationBits();
        int width =
                shape.w() + shape.columns().paddingBefore() + shape.columns().paddingAfter();
        int rows = pass.rowTo - pass.rowFrom;
        int sets = parts(pass.filters, mapping.p).size();
        long stored = 0;
        long delivered = 0;
        for (int n = pass.imageFrom; n < pass.imageTo; n++) {
            for (int c = 0; c < pass.channels.size(); c++) {
                stored += (long) (bottom(pass) - top(pass)) * shape.w();
                delivered += (long) ((rows - 1) * shape.rows().stride() + shape.r()) * width;
                for (int pe = 0; pe < shape.r() * rows * sets; pe++) {
                    inputSpadWrites += width;
                }
            }
        }
        SramBuffer buffer = machine.buffers().inputs();
        if (newInputs) {
            sram("inputBuffer", buffer, DataType.INPUTS, true, stored * bits);
        }
        sram("inputBuffer", buffer, DataType.INPUTS, false, delivered * bits);
        inputsMoved += delivered;
    }

    /**
     * Sums come out of the buffer and go back. In a column of R PEs for each set of channels each adds its own; all but one
     * hand the sum to the next PE. What the last channels leave are outputs.
     */
    private void moveSums(Pass pass) {
        long sums = 0;
        int columnPes = shape.r() * parts(pass.channels, mapping.q).size();
        for (int n = pass.imageFrom; n < pass.imageTo; n++) {
            for (int row = pass.rowFrom; row < pass.rowTo; row++) {
                for (int q = 0; q < shape.q(); q++) {
                    sums += pass.filters.size();
                }
            }
        }
        sumsAdded += sums * columnPes;
        sumsPassedOn += sums * (columnPes - 1);
        sumsMoved += 2 * sums;
        SramBuffer buffer = machine.buffers().outputs();
        long bits = sums * machine.precision().accumulatorBits();
        DataType type = pass.last ? DataType.OUTPUTS : DataType.PSUMS;
        sram("outputBuffer", buffer, type, true, bits);
        sram("outputBuffer", buffer, type, false, bits);
        finishedOutputs += pass.last ? sums : 0;
        long all = layer.allFilters() * shape.outputPositions();
        long upTo = (2 * finishedOutputs * outputBits + all) / (2 * all);
        stores.add(new Transfer(DataType.OUTPUTS, storedBits, upTo - storedBits));
        storedBits = upTo;
    }

    /**
     * Outputs before pooling; run-length coded where their density {@code d} is known and that is shorter. Before a share of
     * {@code (1 - d)^32} of the values lie 32 zeros and so a filler, before that share of these another one, and so on.
     */
    private long outputBits() {
        int bits = machine.precision().activationBits();
        long outputs = layer.allFilters() * shape.outputPositions();
        if (layer.workload().outputDensity().isEmpty()) {
            return outputs * bits;
        }
        double density = layer.workload().outputDensity().getAsDouble();
        double entries = 0;
        double share = 1;
        for (int fillers = 0; fillers < 100_000 && share > 1e-18 && density > 0; fillers++) {
            entries += outputs * density * share;
            share *= Math.pow(1 - density, 32);
        }
        return Math.min(outputs * bits, (long) Math.ceil(entries / 3) * (3 * (5 + bits) + 1));
    }

    private void tallyUp() {
        long looked = 0;
        long present = 0;
        for (int group = 0; group < shape.groups(); group++) {
            long filters = layer.filters(group).size();
            for (int c : layer.channels(0, shape.channelsPerGroup())) {
                for (int r = 0; r < shape.r(); r++) {
                    for (int s = 0; s < shape.s(); s++) {
                        looked += filters * shape.n() * shape.p() * shape.q();
                        present += filters * inputsUnder(group, new Column(c, r, s));
                    }
                }
            }
        }
        spad("inputSpad", INPUT_SPAD, DataType.INPUTS, true, inputSpadWrites);
        spad("inputSpad", INPUT_SPAD, DataType.INPUTS, false, looked);
        spad("filterSpad", FILTER_SPAD, DataType.WEIGHTS, true, filterSpadWrites);
        spad("filterSpad", FILTER_SPAD, DataType.WEIGHTS, false, present);
        spad("psumSpad", PSUM_SPAD, DataType.PSUMS, true, present);
        spad("psumSpad", PSUM_SPAD, DataType.PSUMS, false, present + sumsAdded);
        tally.add(
                "multipliers",
                DataType.PSUMS,
                Action.Multiply.of(
                        machine.precision().weightBits(), machine.precision().activationBits()),
                present);
        var add = new Action.Add(machine.precision().accumulatorBits());
        tally.add("adders", DataType.PSUMS, add, present + sumsAdded);
        double sideMm = machine.peArray().rows() * PITCH_MM;
        double rowMm = machine.peArray().columns() * PITCH_MM;
        wires(DataType.WEIGHTS, sideMm + rowMm, filtersMoved);
        wires(DataType.INPUTS, sideMm + shape.r() * rowMm, inputsMoved);
        wires(DataType.PSUMS, sideMm + rowMm, sumsMoved);
        wires(DataType.PSUMS, PITCH_MM, sumsPassedOn);
    }

    private long inputsUnder(int group, Column column) {
        long present = 0;
        for (int row = 0; row < shape.n() * shape.p(); row++) {
            for (int q = 0; q < shape.q(); q++) {
                present += layer.hasInputUnder(group, column, row, q) ? 1 : 0;
            }
        }
        return present;
    }

    private int operandBits() {
        return Math.max(machine.precision().weightBits(), machine.precision().activationBits());
    }

    private int bits(DataType type) {
        return type == DataType.PSUMS ? machine.precision().accumulatorBits() : operandBits();
    }

    private void sram(String component, SramBuffer buffer, DataType type, boolean write, long bits) {
        var access = new Action.SramAccess(buffer.capacityBytes() / buffer.banks(), buffer.wordBits(), write);
        tally.add(component, type, access, PlainMemory.words(bits, buffer.wordBits()));
    }

    private void spad(String component, int words, DataType type, boolean write, long count) {
        tally.add(component, type, new Action.RegisterAccess(words, bits(type), write), count);
    }

    private void wires(DataType type, double lengthMm, long count) {
        tally.add("network", type, new Action.WireTransfer(bits(type), lengthMm), count);
    }
}
