package archsim.engine.machines.scnn;

import static archsim.engine.machines.scnn.CountedTiles.up;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.Taps;
import archsim.engine.counts.Presence;
import archsim.engine.counts.Tally;
import archsim.engine.counts.ZeroRunEntries;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * SCNN counted vector by vector: each PE reads each vector of its inputs once for each group of filters, channel and
 * stride class that has weights, and takes each vector of those weights out of its queue for it; each product of the two
 * is made, and those that meet a bank cross to it and are summed.
 *
 * <p>Regions of the layer are worked on one after the other, each as a layer of its own with all its images at once. Inputs
 * that stay on the chip never come; others come once for each region that holds all of its own, else with each group of
 * filters.
 *
 * <p>A channel's weights of a group are one block: a count of its entries, then a zero run and a value each, by stride
 * class, kernel offset and filter. Blocks are moved until a queue is full; runs and values are queued in each PE.
 */
final class CountedScnn {

    private static final int RUN_BITS = 4;

    /** Of the memory before the queues, which every weight and index is written into and read from. */
    private static final int PREFETCH_BYTES = 4096;

    private final LayerWorkload whole;
    private final LayerShape wholeShape;
    private final List<LayerWorkload> regions;
    private final Machine machine;
    private final ScnnOptions options;
    private final int pes;
    private final int classes;
    private final double realInputs;
    private final boolean inputsStay;
    private final boolean regionsFit;
    private LayerWorkload layer;
    private LayerShape shape;
    private Presence presence;
    private CountedTiles tiles;
    private final List<List<Transfer>> moved = new ArrayList<>();
    private long steps;
    private long vectors;
    private long products;
    private long banked;
    private long queuedWeights;
    private long prefetchedWeightWords;
    private long prefetchedIndexWords;
    private long inputWordsWritten;
    private long outputWordsRead;
    private long inputEntries;
    private long channelsToRead;
    private long channelsRead;
    private long loadedBits;
    private long outputsDone;
    private long storedBits;

    /** @param regions that the machine cuts the layer into, folded if it is */
    CountedScnn(LayerWorkload given, Machine machine, ScnnOptions options, List<LayerWorkload> regions) {
        boolean folds = options.dnnsimTiling() && given.shape().isFullyConnected();
        whole = folds ? FoldedByHand.of(given) : given;
        wholeShape = whole.shape();
        this.regions = regions;
        realInputs = given.inputs().size();
        this.machine = machine;
        this.options = options;
        pes = machine.peArray().rows() * machine.peArray().columns();
        classes = wholeShape.rows().stride() * wholeShape.columns().stride();
        boolean inSpace = regions.get(0).shape().outputPositions()
                < (long) regions.get(0).shape().n() * wholeShape.p() * wholeShape.q();
        boolean fit = true;
        long entries = 0;
        for (LayerWorkload region : regions) {
            lookAt(region);
            fit &= holdsInputs(shape.n());
            entries += entries(shape.n());
        }
        regionsFit = fit;
        inputEntries = entries;
        lookAt(whole);
        inputsStay = inSpace ? holdsInputs(1) : fit;
    }

    private void lookAt(LayerWorkload region) {
        layer = region;
        shape = region.shape();
        presence = new Presence(region);
        tiles = new CountedTiles(
                shape,
                presence,
                options.dnnsimTiling(),
                machine.peArray().rows(),
                machine.peArray().columns());
    }

    /** Loads and, last, the store of each tile. */
    List<List<Transfer>> moved() {
        return moved;
    }

    CountedScnn run() {
        channelsToRead = channelsToRead();
        for (LayerWorkload region : regions) {
            lookAt(region);
            for (int group = 0; group < shape.groups(); group++) {
                for (List<Integer> filters : filterGroups(group)) {
                    multiplyGroup(group, filters);
                }
            }
            moveWeights();
        }
        lookAt(whole);
        return this;
    }

    private long channelsToRead() {
        long channels = 0;
        for (LayerWorkload region : regions) {
            lookAt(region);
            for (int group = 0; group < shape.groups(); group++) {
                int groups = filterGroups(group).size();
                channels += (long) shape.channelsPerGroup() * (streams() ? groups : Math.min(1, groups));
            }
        }
        return channels;
    }

    private boolean streams() {
        return !inputsStay && !regionsFit;
    }

    private int entryBits() {
        return machine.precision().activationBits() + RUN_BITS;
    }

    /** Stored inputs of a PE in each image, one after the other. */
    private long entriesOfPe(int n, int pe) {
        if (shape.isFullyConnected()) {
            var stream = new ZeroRunEntries();
            for (int c = pe; c < shape.c(); c += pes) {
                stream.next(presence.hasInput(n, c, 0, 0));
            }
            return stream.entries();
        }
        long entries = 0;
        for (int c = 0; c < shape.c(); c++) {
            for (int strideClass = 0; strideClass < classes; strideClass++) {
                entries += tiles.entries(n, c, pe, strideClass);
            }
        }
        return entries;
    }

    private long entries(int images) {
        long entries = 0;
        for (int n = 0; n < images; n++) {
            for (int pe = 0; pe < pes; pe++) {
                entries += entriesOfPe(n, pe);
            }
        }
        return entries;
    }

    /** Whether each PE holds its inputs of every so many images that follow one another. */
    private boolean holdsInputs(int images) {
        boolean holds = true;
        for (int first = 0; first < shape.n(); first += images) {
            for (int pe = 0; pe < pes; pe++) {
                long entries = 0;
                for (int n = first; n < first + images; n++) {
                    entries += entriesOfPe(n, pe);
                }
                holds &= entries * entryBits() <= bitsOfPe(machine.buffers().inputs());
            }
        }
        return holds;
    }

    /** As many filters at once as the accumulators have sums for; of a fully connected layer for each PE. */
    private List<List<Integer>> filterGroups(int group) {
        int high = options.dnnsimTiling()
                ? up(shape.p(), machine.peArray().rows())
                : up(
                        tiles.tileHigh() + Taps.reach(shape.rows()) - 1,
                        shape.rows().stride());
        int wide = options.dnnsimTiling()
                ? up(shape.q(), machine.peArray().columns())
                : up(
                        tiles.tileWide() + Taps.reach(shape.columns()) - 1,
                        shape.columns().stride());
        int atOnce = options.accumulatorEntries()
                / (high * wide * (options.dnnsimTiling() ? 1 : shape.n()))
                * (shape.isFullyConnected() ? pes : 1);
        List<Integer> filters = presence.storedFilters(group);
        var groups = new ArrayList<List<Integer>>();
        for (int first = 0; first < filters.size(); first += atOnce) {
            groups.add(filters.subList(first, Math.min(filters.size(), first + atOnce)));
        }
        return groups;
    }

    private void multiplyGroup(int group, List<Integer> filters) {
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            int channel = group * shape.channelsPerGroup() + c;
            if (shape.isFullyConnected()) {
                multiplyBroadcast(c, channel, filters);
                continue;
            }
            for (int strideClass = 0; strideClass < classes; strideClass++) {
                multiplyClass(c, channel, filters, strideClass);
            }
        }
    }

    private void multiplyClass(int c, int channel, List<Integer> filters, int strideClass) {
        int weights = 0;
        for (int r : ofClass(shape.rows(), strideClass / shape.columns().stride())) {
            for (int s : ofClass(shape.columns(), strideClass % shape.columns().stride())) {
                for (int k : filters) {
                    if (presence.hasWeight(k, c, r, s)) {
                        weights++;
                        for (int n = 0; options.dropsEarly() && n < shape.n(); n++) {
                            banked += inMap(n, channel, r, s);
                        }
                    }
                }
            }
        }
        for (int pe = 0; weights > 0 && pe < pes; pe++) {
            int inputs = 0;
            for (int n = 0; n < shape.n(); n++) {
                inputs += tiles.present(n, channel, pe, strideClass);
            }
            int inputVectors = up(inputs, options.inputsOfVector());
            vectors += inputVectors;
            steps += (long) inputVectors * up(weights, options.weightsOfVector());
            products += (long) inputs * weights;
            banked += options.dropsEarly() ? 0 : (long) inputs * weights;
        }
    }

    /** Taps whose place in the kernel has a remainder modulo the stride. */
    private static int[] ofClass(Axis axis, int remainder) {
        return IntStream.range(0, axis.kernel())
                .filter(tap -> tap * axis.dilation() % axis.stride() == remainder)
                .toArray();
    }

    /** Inputs that a weight meets on their way to an output that exists. */
    private long inMap(int n, int channel, int r, int s) {
        long inputs = 0;
        for (int p = 0; p < shape.p(); p++) {
            for (int q = 0; q < shape.q(); q++) {
                int h = Taps.row(shape, p, r);
                int w = Taps.column(shape, q, s);
                inputs += presence.hasInput(n, channel, h, w) ? 1 : 0;
            }
        }
        return inputs;
    }

    /** Inputs of a channel go to every PE that was dealt a filter, in vectors over the images. */
    private void multiplyBroadcast(int c, int channel, List<Integer> filters) {
        int inputs = 0;
        for (int n = 0; n < shape.n(); n++) {
            inputs += presence.hasInput(n, channel, 0, 0) ? 1 : 0;
        }
        int inputVectors = up(inputs, options.inputsOfVector());
        for (int pe = 0; pe < Math.min(pes, filters.size()); pe++) {
            int weights = 0;
            for (int k : dealt(filters, pe)) {
                weights += presence.hasWeight(k, c, 0, 0) ? 1 : 0;
            }
            vectors += inputVectors;
            steps += (long) inputVectors * up(weights, options.weightsOfVector());
            products += (long) inputs * weights;
            banked += (long) inputs * weights;
        }
    }

    private List<Integer> dealt(List<Integer> filters, int pe) {
        var dealt = new ArrayList<Integer>();
        for (int i = pe; i < filters.size(); i += pes) {
            dealt.add(filters.get(i));
        }
        return dealt;
    }

    /** Entries of a channel's block. */
    private long entries(int c, List<Integer> filters) {
        var stream = new ZeroRunEntries();
        for (int strideClass = 0; strideClass < classes; strideClass++) {
            for (int r : ofClass(shape.rows(), strideClass / shape.columns().stride())) {
                for (int s :
                        ofClass(shape.columns(), strideClass % shape.columns().stride())) {
                    for (int k : filters) {
                        stream.next(presence.hasWeight(k, c, r, s));
                    }
                }
            }
        }
        return stream.entries();
    }

    /** Bits of a count from 0 to that of a block without zeros. */
    private int countBits(int filters) {
        int bits = 0;
        while (1L << bits <= (long) filters * shape.r() * shape.s()) {
            bits++;
        }
        return bits;
    }

    /** All weights of the layer once. */
    private void moveWeights() {
        long address = 0;
        for (int group = 0; group < shape.groups(); group++) {
            boolean first = true;
            for (List<Integer> filters : filterGroups(group)) {
                address = moveGroup(address, filters, first || streams());
                first = false;
            }
        }
    }

    /** A group of filters in tiles that end with the channel that fills a queue; a last tile has the rest. */
    private long moveGroup(long firstBit, List<Integer> filters, boolean readsInputs) {
        long queueBits = bitsOfPe(machine.buffers().weights()) * (shape.isFullyConnected() ? pes : 1);
        long address = firstBit;
        int channels = 0;
        long entries = 0;
        long countBits = 0;
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            for (int pe = 0; pe < (shape.isFullyConnected() ? Math.min(pes, filters.size()) : 1); pe++) {
                List<Integer> block = shape.isFullyConnected() ? dealt(filters, pe) : filters;
                entries += entries(c, block);
                countBits += countBits(block.size());
            }
            channels++;
            if (entries * (layer.weightBits() + RUN_BITS) + countBits >= queueBits) {
                address = addTile(address, readsInputs ? channels : -1, entries, countBits, 0);
                channels = 0;
                entries = 0;
                countBits = 0;
            }
        }
        return addTile(address, readsInputs ? channels : -1, entries, countBits, filters.size());
    }

    private long addTile(long address, int inputChannels, long entries, long countBits, int finishedFilters) {
        var tile = new ArrayList<Transfer>();
        if (inputChannels >= 0) {
            tile.add(inputs(inputChannels));
        }
        long weightBits = entries * layer.weightBits();
        long indexBits = entries * RUN_BITS + countBits;
        tile.add(new Transfer(DataType.WEIGHTS, address, weightBits));
        if (indexBits > 0) {
            tile.add(new Transfer(DataType.INDICES, address + weightBits, indexBits));
        }
        long receivers = shape.isFullyConnected() ? 1 : pes;
        queuedWeights += entries * receivers;
        prefetchedWeightWords += up(weightBits, machine.buffers().weights().wordBits());
        prefetchedIndexWords += up(indexBits, machine.buffers().weights().wordBits());
        tile.add(outputs(finishedFilters));
        moved.add(tile);
        return address + weightBits + indexBits;
    }

    private Transfer inputs(long channels) {
        channelsRead += channels;
        long all = inputsStay ? 0 : inputEntries * entryBits();
        if (streams()) {
            all = all * channelsToRead / ((long) regions.size() * shape.c());
        }
        long upTo = Math.round((double) channelsRead / channelsToRead * all);
        var load = new Transfer(DataType.INPUTS, loadedBits, upTo - loadedBits);
        loadedBits = upTo;
        inputWordsWritten += up(load.bits(), machine.buffers().inputs().wordBits());
        return load;
    }

    private Transfer outputs(long filters) {
        outputsDone += filters * shape.outputPositions();
        int images = Math.min(regions.get(0).shape().n(), wholeShape.n());
        boolean fit = asDenseAsInputs(images * outputsOfPe()) * entryBits()
                <= bitsOfPe(machine.buffers().outputs());
        long all = fit ? 0 : outputBits();
        long upTo = Math.round((double) outputsDone / (presence.storedFilters() * wholeShape.outputPositions()) * all);
        var store = new Transfer(DataType.OUTPUTS, storedBits, upTo - storedBits);
        storedBits = upTo;
        outputWordsRead += up(store.bits(), machine.buffers().outputs().wordBits());
        return store;
    }

    private long bitsOfPe(SramBuffer buffer) {
        return buffer.capacityBytes() * 8L / pes;
    }

    private long outputsOfPe() {
        return wholeShape.isFullyConnected()
                ? up(presence.storedFilters(), pes)
                : (long) presence.storedFilters()
                        * up(pooled(wholeShape.p()), machine.peArray().rows())
                        * up(pooled(wholeShape.q()), machine.peArray().columns());
    }

    private int pooled(int extent) {
        return whole.layer()
                .pooling()
                .map(pool -> Math.max(0, extent - pool.window()) / pool.stride() + 1)
                .orElse(extent);
    }

    private long outputBits() {
        long outputs =
                (long) wholeShape.n() * presence.storedFilters() * pooled(wholeShape.p()) * pooled(wholeShape.q());
        return asDenseAsInputs(outputs) * entryBits();
    }

    private long asDenseAsInputs(long outputs) {
        return up(outputs * whole.inputs().count(), (long) realInputs);
    }

    Tally tally() {
        var tally = new Tally();
        tallyWeights(tally);
        tallyActivations(tally);
        tallyProducts(tally);
        return tally;
    }

    private void tallyWeights(Tally tally) {
        for (boolean write : new boolean[] {true, false}) {
            var access = new Action.SramAccess(
                    PREFETCH_BYTES, machine.buffers().weights().wordBits(), write);
            tally.add("weightPrefetch", DataType.WEIGHTS, access, prefetchedWeightWords);
            tally.add("weightPrefetch", DataType.INDICES, access, prefetchedIndexWords);
        }
        int vectorBits = options.weightsOfVector() * (layer.weightBits() + RUN_BITS);
        int depth = (int) Math.max(1, bitsOfPe(machine.buffers().weights()) / vectorBits);
        long taken = steps * options.weightsOfVector();
        tally.add(
                "weightQueues",
                DataType.WEIGHTS,
                new Action.FifoAccess(depth, layer.weightBits(), true),
                queuedWeights);
        tally.add("weightQueues", DataType.WEIGHTS, new Action.FifoAccess(depth, layer.weightBits(), false), taken);
        tally.add("weightQueues", DataType.INDICES, new Action.FifoAccess(depth, RUN_BITS, true), queuedWeights);
        tally.add("weightQueues", DataType.INDICES, new Action.FifoAccess(depth, RUN_BITS, false), taken);
    }

    private void tallyActivations(Tally tally) {
        SramBuffer inputs = machine.buffers().inputs();
        long wordsOfVector = up((long) options.inputsOfVector() * entryBits(), inputs.wordBits());
        tally.add("inputBuffer", DataType.INPUTS, access(inputs, false), vectors * wordsOfVector);
        tally.add("inputBuffer", DataType.INPUTS, access(inputs, true), inputWordsWritten);
        SramBuffer outputs = machine.buffers().outputs();
        tally.add("outputBuffer", DataType.OUTPUTS, access(outputs, true), up(outputBits(), outputs.wordBits()));
        tally.add("outputBuffer", DataType.OUTPUTS, access(outputs, false), outputWordsRead);
    }

    private static Action access(SramBuffer buffer, boolean write) {
        return new Action.SramAccess(buffer.capacityBytes() / buffer.banks(), buffer.wordBits(), write);
    }

    /** The run of every entry of a vector is decoded, of inputs and of weights. */
    private void tallyProducts(Tally tally) {
        tally.add(
                "indexing",
                DataType.INDICES,
                new Action.IndexDecode(RUN_BITS),
                steps * options.weightsOfVector() + vectors * options.inputsOfVector());
        tally.add("indexing", DataType.INDICES, new Action.LocateProduct(), products);
        tally.add(
                "multipliers",
                DataType.PSUMS,
                Action.Multiply.of(
                        machine.precision().weightBits(), machine.precision().activationBits()),
                products);
        int sumBits = machine.precision().accumulatorBits();
        int ports = options.inputsOfVector() * options.weightsOfVector();
        tally.add(
                "crossbar",
                DataType.PSUMS,
                new Action.CrossbarTransfer(ports, options.accumulatorBanks(), sumBits),
                banked);
        int entriesOfBank = Math.max(1, options.accumulatorEntries() / options.accumulatorBanks());
        tally.add("accumulators", DataType.PSUMS, new Action.Accumulate(entriesOfBank, sumBits), banked);
    }
}
