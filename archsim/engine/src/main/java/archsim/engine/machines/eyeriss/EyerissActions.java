package archsim.engine.machines.eyeriss;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import archsim.engine.sram.SramBuffer;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;

/** What the PEs, their scratchpads, the networks and the global buffer do in a layer. */
final class EyerissActions {

    private final Machine machine;
    private final Eyeriss design;
    private final RowStationaryMapping mapping;
    private final RowStationaryLoops loops;
    private final ActionCounts counts = new ActionCounts();

    EyerissActions(Machine machine, Eyeriss design, RowStationaryMapping mapping, RowStationaryLoops loops) {
        this.machine = machine;
        this.design = design;
        this.mapping = mapping;
        this.loops = loops;
    }

    ActionCounts counts() {
        return counts;
    }

    /** Counts what a pass moves, and the sums that come in; products are counted over the whole layer. */
    void countPass(EyerissPass pass, boolean filtersStay, boolean inputsStay) {
        if (!filtersStay) {
            countFilters(pass);
        }
        countInputs(pass, inputsStay);
        countPsums(pass);
    }

    private void countFilters(EyerissPass pass) {
        long words = (long) pass.filters() * pass.channels().size() * loops.filterRows() * loops.filterColumns();
        SramBuffer buffer = machine.buffers().weights();
        long accesses = buffer.words(words * machine.precision().weightBits());
        access(Component.WEIGHT_BUFFER, buffer, DataType.WEIGHTS, true, accesses);
        access(Component.WEIGHT_BUFFER, buffer, DataType.WEIGHTS, false, accesses);
        spad(
                EyerissKind.FILTER_SPAD,
                design.filterSpadWords(),
                DataType.WEIGHTS,
                true,
                words * pass.strip().rows());
        overNetwork(DataType.WEIGHTS, words, 1);
    }

    private void countInputs(EyerissPass pass, boolean inputsStay) {
        LayerShape shape = loops.shape();
        int bits = machine.precision().activationBits();
        long maps = (long) pass.images() * pass.channels().size();
        long stored = maps * (pass.strip().hTo(shape) - pass.strip().hFrom(shape)) * shape.w();
        long delivered = maps * loops.inputRows(pass.strip().rows()) * loops.inputColumns();
        SramBuffer buffer = machine.buffers().inputs();
        if (!inputsStay) {
            access(Component.INPUT_BUFFER, buffer, DataType.INPUTS, true, buffer.words(stored * bits));
        }
        access(Component.INPUT_BUFFER, buffer, DataType.INPUTS, false, buffer.words(delivered * bits));
        long filterSets = (pass.filters() + mapping.p() - 1L) / mapping.p();
        long fills = maps * loops.filterRows() * pass.strip().rows() * loops.inputColumns() * filterSets;
        spad(EyerissKind.INPUT_SPAD, design.inputSpadWords(), DataType.INPUTS, true, fills);
        overNetwork(DataType.INPUTS, delivered, loops.filterRows());
    }

    /** Each pass takes its sums out of the global buffer and puts them back; the last leave there as outputs. */
    private void countPsums(EyerissPass pass) {
        SramBuffer buffer = machine.buffers().outputs();
        long accesses = buffer.words(pass.psums() * machine.precision().accumulatorBits());
        DataType type = pass.lastChannels() ? DataType.OUTPUTS : DataType.PSUMS;
        access(Component.OUTPUT_BUFFER, buffer, type, true, accesses);
        access(Component.OUTPUT_BUFFER, buffer, type, false, accesses);
        long sets = (pass.channels().size() + mapping.q() - 1L) / mapping.q();
        long sums = pass.psums() * loops.filterRows() * sets;
        counts.add(
                Component.ADDERS,
                DataType.PSUMS,
                new Action.Add(machine.precision().accumulatorBits()),
                sums);
        spad(EyerissKind.PSUM_SPAD, design.psumSpadWords(), DataType.PSUMS, false, sums);
        overNetwork(DataType.PSUMS, 2 * pass.psums(), 1);
        counts.add(EyerissKind.NETWORK, DataType.PSUMS, wires(DataType.PSUMS, design.pePitchMm()), sums - pass.psums());
    }

    /** Along the array's side, and along as many of its rows as hold PEs that take the word. */
    private void overNetwork(DataType type, long words, int rows) {
        double sideMm = machine.peArray().rows() * design.pePitchMm();
        double rowMm = machine.peArray().columns() * design.pePitchMm();
        counts.add(EyerissKind.NETWORK, type, wires(type, sideMm + rows * rowMm), words);
    }

    private Action wires(DataType type, double lengthMm) {
        return new Action.WireTransfer(bits(type), lengthMm);
    }

    private int bits(DataType type) {
        return type == DataType.PSUMS
                ? machine.precision().accumulatorBits()
                : machine.precision().operandBits();
    }

    private void access(Component component, SramBuffer buffer, DataType type, boolean write, long words) {
        counts.add(component, type, new Action.SramAccess(buffer.bankBytes(), buffer.wordBits(), write), words);
    }

    private void spad(Component component, int words, DataType type, boolean write, long accesses) {
        counts.add(component, type, new Action.RegisterAccess(words, bits(type), write), accesses);
    }

    /** Each product looks at its input; of those that are not zero the rest follows. */
    void countProducts(KeptLayer layer) {
        long gated = EyerissGating.productsOfPresentInputs(layer);
        long all = (long) layer.allFilters()
                * loops.channels()
                * loops.filterRows()
                * loops.filterColumns()
                * loops.shape().outputPositions();
        spad(EyerissKind.INPUT_SPAD, design.inputSpadWords(), DataType.INPUTS, false, all);
        spad(EyerissKind.FILTER_SPAD, design.filterSpadWords(), DataType.WEIGHTS, false, gated);
        spad(EyerissKind.PSUM_SPAD, design.psumSpadWords(), DataType.PSUMS, false, gated);
        spad(EyerissKind.PSUM_SPAD, design.psumSpadWords(), DataType.PSUMS, true, gated);
        counts.add(Component.MULTIPLIERS, DataType.PSUMS, machine.precision().product(), gated);
        counts.add(
                Component.ADDERS,
                DataType.PSUMS,
                new Action.Add(machine.precision().accumulatorBits()),
                gated);
    }
}
