package archsim.engine.machines.dcnn;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.Taps;
import archsim.engine.counts.Presence;
import archsim.engine.counts.Tally;
import archsim.engine.counts.ZeroRunEntries;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;

/** DCNN and DCNN-opt counted dot product by dot product, with what each block of weights moves from and to DRAM. */
final class CountedDcnn {

    private static final int RUN_BITS = 4;

    /** Of the memory before the queues, which every weight and index is written into and read from. */
    private static final int PREFETCH_BYTES = 4096;

    private final LayerWorkload layer;
    private final LayerShape shape;
    private final Machine machine;
    private final int channelsPerCycle;
    private final int accumulatorEntries;
    private final boolean optimised;
    private final Presence presence;
    private final int pes;
    private final long inputEntries;
    private final Tally tally = new Tally();
    private final List<List<Transfer>> tiles = new ArrayList<>();
    private long loadedBits;
    private long channelsRead;
    private long storedBits;
    private long filtersDone;
    private long dotProducts;
    private long products;
    private long inputVectors;
    private long queuedWeights;
    private long prefetchedWords;
    private long inputWordsWritten;
    private long outputWordsRead;

    CountedDcnn(LayerWorkload layer, Machine machine, int channelsPerCycle, int accumulatorEntries, boolean optimised) {
        this.layer = layer;
        this.machine = machine;
        this.channelsPerCycle = channelsPerCycle;
        this.accumulatorEntries = accumulatorEntries;
        this.optimised = optimised;
        shape = layer.shape();
        presence = new Presence(layer);
        pes = machine.peArray().rows() * machine.peArray().columns();
        var stream = new ZeroRunEntries();
        for (int i = 0; i < layer.inputs().size(); i++) {
            stream.next(layer.inputs().get(i));
        }
        inputEntries = stream.entries();
    }

    Tally tally() {
        return tally;
    }

    /** Loads and, last, the store of each block of weights. */
    List<List<Transfer>> tiles() {
        return tiles;
    }

    CountedDcnn run() {
        for (int n = 0; n < shape.n(); n++) {
            for (int group = 0; group < shape.groups(); group++) {
                countImage(group);
            }
        }
        for (int n = 0; n < shape.n(); n += imagesAtOnce()) {
            for (int pass = 0; pass < passes(); pass++) {
                moveWeights(Math.min(imagesAtOnce(), shape.n() - n));
            }
        }
        tallyActions();
        return this;
    }

    /** As many images as accumulators hold one filter's sums of, and memories the maps of where they hold one image's. */
    private int imagesAtOnce() {
        int images = 1;
        while (images < shape.n()
                && (images + 1) * sumsOfImage() <= accumulatorEntries
                && sameFit(inputsOfPe(), images + 1, machine.buffers().inputs())
                && sameFit(outputsOfPe(), images + 1, machine.buffers().outputs())) {
            images++;
        }
        return images;
    }

    private boolean sameFit(long ofImage, int images, SramBuffer buffer) {
        return fits(ofImage, buffer) == fits(images * ofImage, buffer);
    }

    private int sumsOfImage() {
        return shape.isFullyConnected()
                ? 1
                : up(shape.p(), machine.peArray().rows())
                        * up(shape.q(), machine.peArray().columns());
    }

    private void tallyActions() {
        for (boolean write : new boolean[] {true, false}) {
            var access = new Action.SramAccess(
                    PREFETCH_BYTES, machine.buffers().weights().wordBits(), write);
            tally.add("weightPrefetch", DataType.WEIGHTS, access, prefetchedWords);
        }
        tally.add("weightQueues", DataType.WEIGHTS, queue(true), queuedWeights);
        tally.add("weightQueues", DataType.WEIGHTS, queue(false), dotProducts * channelsPerCycle);
        int sumBits = machine.precision().accumulatorBits();
        tally.add("accumulators", DataType.PSUMS, new Action.Accumulate(accumulatorEntries, sumBits), dotProducts);
        long multiplied = optimised ? presence.effectualMacs() : products;
        tally.add(
                "multipliers",
                DataType.PSUMS,
                Action.Multiply.of(machine.precision().weightBits(), activationBits()),
                multiplied);
        tally.add("adders", DataType.PSUMS, new Action.Add(sumBits), multiplied);
        SramBuffer inputs = machine.buffers().inputs();
        long wordsOfVector = words(inputs, (long) channelsPerCycle * activationBits());
        tally.add("inputBuffer", DataType.INPUTS, access(inputs, false), inputVectors * wordsOfVector);
        tally.add("inputBuffer", DataType.INPUTS, access(inputs, true), inputWordsWritten);
        SramBuffer outputs = machine.buffers().outputs();
        long written = (long) shape.n() * presence.storedFilters() * pooledPositions() * activationBits();
        tally.add("outputBuffer", DataType.OUTPUTS, access(outputs, true), words(outputs, written));
        tally.add("outputBuffer", DataType.OUTPUTS, access(outputs, false), outputWordsRead);
    }

    private static Action access(SramBuffer buffer, boolean write) {
        return new Action.SramAccess(buffer.capacityBytes() / buffer.banks(), buffer.wordBits(), write);
    }

    private static long words(SramBuffer buffer, long bits) {
        return up(bits, buffer.wordBits());
    }

    private int activationBits() {
        return machine.precision().activationBits();
    }

    private static int up(long dividend, long divisor) {
        return (int) ((dividend + divisor - 1) / divisor);
    }

    /**
     * One image's dot products of a group: at each output, of each filter, over the vectors of each offset. Every
     * position's vectors of channels are read once for the filters that are computed at once.
     */
    private void countImage(int group) {
        int filters = presence.storedFilters(group).size();
        for (int r = 0; r < Taps.reach(shape.rows()); r += shape.rows().stride()) {
            for (int s = 0;
                    s < Taps.reach(shape.columns());
                    s += shape.columns().stride()) {
                int channels = channels(r, s);
                for (int output = 0; output < shape.p() * shape.q() * filters; output++) {
                    dotProducts += up(channels, channelsPerCycle);
                    products += channels;
                }
            }
        }
        for (int filter = 0; filter < filters; filter += filtersAtOnce()) {
            inputVectors += (long) shape.h() * shape.w() * up(shape.channelsPerGroup(), channelsPerCycle);
        }
    }

    /** Kept channels of the offsets within a stride from {@code (r, s)} on. */
    private int channels(int firstR, int firstS) {
        int channels = 0;
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    int down = r * shape.rows().dilation() - firstR;
                    int right = s * shape.columns().dilation() - firstS;
                    boolean within = down >= 0
                            && down < shape.rows().stride()
                            && right >= 0
                            && right < shape.columns().stride();
                    channels += within && presence.storesColumn(c, r, s) ? 1 : 0;
                }
            }
        }
        return channels;
    }

    /** A queue of vectors of weights. */
    private Action queue(boolean push) {
        long bits = machine.buffers().weights().capacityBytes() * 8L / pes;
        int vectors = (int) Math.max(1, bits / ((long) channelsPerCycle * layer.weightBits()));
        return new Action.FifoAccess(vectors, layer.weightBits(), push);
    }

    private int filtersAtOnce() {
        int atOnce = Math.max(1, accumulatorEntries / (imagesAtOnce() * sumsOfImage()));
        return shape.isFullyConnected() ? atOnce * pes : atOnce;
    }

    /** All weights of the layer once, in blocks of some channels that the queues hold. */
    private void moveWeights(int images) {
        long weightBit = 0;
        for (int group = 0; group < shape.groups(); group++) {
            int filters = presence.storedFilters(group).size();
            for (int first = 0; first < filters; first += filtersAtOnce()) {
                int atOnce = Math.min(filters - first, filtersAtOnce());
                weightBit = moveGroup(weightBit, images, atOnce, first == 0);
            }
        }
    }

    private long moveGroup(long firstBit, int images, int filters, boolean readsInputs) {
        long weights = (long) filters * presence.storedColumns(0, shape.channelsPerGroup());
        long queueBits = machine.buffers().weights().capacityBytes() * 8L / (shape.isFullyConnected() ? 1 : pes);
        int blocks = Math.max(1, Math.min(shape.channelsPerGroup(), up(weights * layer.weightBits(), queueBits)));
        long weightBit = firstBit;
        for (int block = 0; block < blocks; block++) {
            var moved = new ArrayList<Transfer>();
            if (readsInputs) {
                moved.add(inputs(part(shape.channelsPerGroup(), block, blocks)));
            }
            long blockWeights = part(weights, block, blocks);
            moved.add(new Transfer(DataType.WEIGHTS, weightBit, blockWeights * layer.weightBits()));
            queuedWeights += blockWeights * (shape.isFullyConnected() ? 1 : pes);
            prefetchedWords += words(machine.buffers().weights(), blockWeights * layer.weightBits());
            weightBit += blockWeights * layer.weightBits();
            moved.add(outputs(block == blocks - 1 ? (long) images * filters : 0));
            tiles.add(moved);
        }
        return weightBit;
    }

    /** Of nearly equal whole parts. */
    private static long part(long all, int index, int parts) {
        return all * (index + 1) / parts - all * index / parts;
    }

    private Transfer inputs(long channels) {
        channelsRead += channels;
        long all = fits(imagesAtOnce() * inputsOfPe(), machine.buffers().inputs()) ? 0 : dramBits(shape.inputs());
        long upTo = share(all, channelsRead, channelsToRead());
        var load = new Transfer(DataType.INPUTS, loadedBits, upTo - loadedBits);
        loadedBits = upTo;
        inputWordsWritten += words(machine.buffers().inputs(), load.bits());
        return load;
    }

    private Transfer outputs(long filters) {
        filtersDone += filters;
        long outputs = (long) shape.n() * presence.storedFilters() * pooledPositions();
        long all = fits(imagesAtOnce() * outputsOfPe(), machine.buffers().outputs()) ? 0 : dramBits(outputs);
        long upTo = share(all, filtersDone, (long) shape.n() * passes() * presence.storedFilters());
        var store = new Transfer(DataType.OUTPUTS, storedBits, upTo - storedBits);
        storedBits = upTo;
        outputWordsRead += words(machine.buffers().outputs(), store.bits());
        return store;
    }

    /** Channels of groups that have filters, once for each pass. */
    private long channelsToRead() {
        long channels = 0;
        for (int group = 0; group < shape.groups(); group++) {
            channels += presence.storedFilters(group).isEmpty() ? 0 : shape.channelsPerGroup();
        }
        return channels * passes() * up(shape.n(), imagesAtOnce());
    }

    /** The part of {@code bits} that {@code done} of {@code all} make, to the nearest bit. */
    private static long share(long bits, long done, long all) {
        return Math.round((double) done / all * bits);
    }

    private long inputsOfPe() {
        return shape.isFullyConnected()
                ? up(shape.c(), pes)
                : (long) shape.c()
                        * up(shape.h(), machine.peArray().rows())
                        * up(shape.w(), machine.peArray().columns());
    }

    private long outputsOfPe() {
        return shape.isFullyConnected()
                ? up(presence.storedFilters(), pes)
                : (long) presence.storedFilters()
                        * up(pooled(shape.p()), machine.peArray().rows())
                        * up(pooled(shape.q()), machine.peArray().columns());
    }

    private int pooled(int extent) {
        return layer.layer()
                .pooling()
                .map(pool -> Math.max(0, extent - pool.window()) / pool.stride() + 1)
                .orElse(extent);
    }

    private long pooledPositions() {
        return (long) pooled(shape.p()) * pooled(shape.q());
    }

    private long bitsOfPe(SramBuffer buffer) {
        return buffer.capacityBytes() * 8L / pes;
    }

    private boolean fits(long activations, SramBuffer buffer) {
        return activations * activationBits() <= bitsOfPe(buffer);
    }

    private int passes() {
        return shape.isFullyConnected()
                ? 1
                : Math.max(
                        1,
                        up(
                                imagesAtOnce() * inputsOfPe() * activationBits(),
                                bitsOfPe(machine.buffers().inputs())));
    }

    /** Raw; or as many entries an activation as the inputs have, each with its run. */
    private long dramBits(long activations) {
        if (!optimised) {
            return activations * activationBits();
        }
        return (long) up(activations * inputEntries, layer.inputs().size()) * (activationBits() + RUN_BITS);
    }
}
