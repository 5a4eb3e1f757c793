package archsim.engine.machines.eyeriss;

import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;
import archsim.workloads.storage.RunLengthStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the passes of a layer as tiles: one pass, one tile. */
final class EyerissPlan {

    private final KeptLayer layer;
    private final LayerShape shape;
    private final Machine machine;
    private final RowStationaryMapping mapping;
    private final RowStationaryLoops loops;
    private final EyerissPassCycles stripCycles;
    private final EyerissPassCycles lastStripCycles;
    private final EyerissActions actions;
    private final InputCode inputCode;
    private final long outputBits;
    private final List<Tile> tiles = new ArrayList<>();
    private final Map<EyerissPass.FilterBlock, Long> filterStartBits = new HashMap<>();
    private long filterEndBit;
    private long storedOutputs;
    private long storedBits;
    private long computeCycles;
    private SlotStack slots = SlotStack.NONE;
    private EyerissPass previous;

    EyerissPlan(KeptLayer layer, Machine machine, Eyeriss design, RowStationaryMapping mapping) {
        this.layer = layer;
        this.shape = layer.shape();
        this.machine = machine;
        this.mapping = mapping;
        this.loops = RowStationaryLoops.of(layer);
        this.stripCycles = EyerissPassCycles.of(mapping, mapping.e(), loops, design);
        this.lastStripCycles = EyerissPassCycles.of(mapping, mapping.lastStripRows(loops), loops, design);
        this.actions = new EyerissActions(machine, design, mapping, loops);
        this.inputCode = InputCode.shorter(layer.layer(), machine.precision().activationBits());
        this.outputBits = outputBits();
    }

    /** Outputs are coded where it is known how many are not zero, and that makes them shorter. */
    private long outputBits() {
        int bits = machine.precision().activationBits();
        long raw = outputs() * bits;
        return layer.layer().outputDensity().stream()
                .mapToLong(density -> Math.min(raw, RunLengthStream.expectedBits(outputs(), density, bits)))
                .findAny()
                .orElse(raw);
    }

    private long outputs() {
        return layer.allFilters() * shape.outputPositions();
    }

    LayerPlan build() {
        new EyerissPasses(layer, mapping).forEach(this::add);
        actions.countProducts(layer);
        return new LayerPlan(mapping.describe(loops), tiles, slots, computeCycles, actions.counts());
    }

    private void add(EyerissPass pass) {
        boolean filtersStay = previous != null && pass.sharesFiltersWith(previous);
        boolean inputsStay = previous != null && pass.sharesInputsWith(previous);
        var loads = new ArrayList<Transfer>();
        if (!filtersStay) {
            loads.add(filterLoad(pass));
        }
        if (!inputsStay) {
            addInputLoads(loads, pass);
        }
        actions.countPass(pass, filtersStay, inputsStay);
        EyerissPassCycles cycles = pass.strip().rowTo() == loops.outputRows() ? lastStripCycles : stripCycles;
        long passCycles = cycles.all(filtersStay);
        long products = pass.psums() * pass.channels().size() * shape.r() * shape.s();
        tiles.add(new Tile(loads, store(pass), new long[] {passCycles}, true));
        slots = slots.plus(cycles.slots(products, machine.multipliers(), mapping.activePes(loops), filtersStay));
        computeCycles += passCycles;
        previous = pass;
    }

    private Transfer filterLoad(EyerissPass pass) {
        long bits = (long) pass.filters()
                * pass.channels().size()
                * shape.r()
                * shape.s()
                * layer.layer().weightBits();
        Long known = filterStartBits.putIfAbsent(pass.filterBlock(), filterEndBit);
        if (known == null) {
            filterEndBit += bits;
        }
        return new Transfer(DataType.WEIGHTS, filterStartBits.get(pass.filterBlock()), bits);
    }

    /** Rows of neighbouring channels are read as one where nothing lies between them. */
    private void addInputLoads(List<Transfer> loads, EyerissPass pass) {
        for (int n = pass.imageFrom(); n < pass.imageTo(); n++) {
            int from = 0;
            int to = 0;
            for (int channel : pass.channels()) {
                int first = (n * shape.c() + layer.channel(pass.group(), channel)) * shape.h();
                if (first + pass.strip().hFrom(shape) != to) {
                    addInputLoad(loads, from, to);
                    from = first + pass.strip().hFrom(shape);
                }
                to = first + pass.strip().hTo(shape);
            }
            addInputLoad(loads, from, to);
        }
    }

    private void addInputLoad(List<Transfer> loads, int fromRow, int toRow) {
        if (fromRow < toRow) {
            long start = inputCode.startBit(fromRow);
            loads.add(new Transfer(DataType.INPUTS, start, Math.max(0, inputCode.endBit(toRow) - start)));
        }
    }

    private Transfer store(EyerissPass pass) {
        if (!pass.lastChannels()) {
            return new Transfer(DataType.OUTPUTS, storedBits, 0);
        }
        storedOutputs += pass.psums();
        long upTo = Math.round((double) storedOutputs / outputs() * outputBits);
        var store = new Transfer(DataType.OUTPUTS, storedBits, upTo - storedBits);
        storedBits = upTo;
        return store;
    }
}
