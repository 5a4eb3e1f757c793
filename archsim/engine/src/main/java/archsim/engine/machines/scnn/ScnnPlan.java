package archsim.engine.machines.scnn;

import archsim.engine.machines.broadcast.BroadcastBlock;
import archsim.engine.machines.broadcast.BroadcastSchedule;
import archsim.engine.machines.broadcast.BroadcastTiles;
import archsim.engine.machines.broadcast.OnChipActivations;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.tiling.EffectualMacs;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Walks a layer through SCNN's PEs, part by part and group of filters by group of filters. */
final class ScnnPlan {

    /** Filters after which the hashes of filter numbers repeat themselves. */
    private static final int FILTERS_OF_A_HASH = 8;

    private final Scnn scnn;
    private final KeptLayer kept;
    private final LayerShape shape;
    private final Machine machine;
    private final ScnnParts parts;
    private final int elements;
    private final boolean hidesExchange;
    private final boolean allPresent;
    private final boolean channelsAlike;
    private final Map<Form, Repeated> repeated = new HashMap<>();
    private final Map<ScnnLayer, ScnnSteps> steps = new HashMap<>();
    private final BroadcastSchedule schedule;
    private final ScnnStorage storage;
    private long exchangeCycles;
    private long exchangeBefore;

    /** What the steps of a group depend on where nothing is zero. */
    private record Form(LayerShape shape, int filters, int firstFilter) {}

    private record Repeated(List<BroadcastBlock> blocks, ScnnWork work) {}

    ScnnPlan(Scnn scnn, KeptLayer kept, ScnnStorage storage, ScnnParts parts, Machine machine) {
        this.scnn = scnn;
        this.kept = kept;
        this.storage = storage;
        this.parts = parts;
        this.machine = machine;
        shape = kept.shape();
        elements = machine.peArray().size();
        hidesExchange = scnn.tilingInForce().hidesExchange();
        allPresent = isFull(kept.layer().weights()) && isFull(kept.layer().inputs());
        channelsAlike = kept.layer().weights().isFull() && kept.layer().inputs().isFull();
        schedule = new BroadcastSchedule(elements);
    }

    private static boolean isFull(Mask mask) {
        return mask.count() == mask.size();
    }

    LayerPlan build() {
        for (int number = 0; number < parts.parts().size(); number++) {
            ScnnParts.Part part = parts.parts().get(number);
            ScnnSteps ofLayer = steps.computeIfAbsent(part.layer(), ScnnSteps::new);
            for (int group = 0; group < shape.groups(); group++) {
                for (int[] filters : part.layer().filterGroups(group)) {
                    addGroup(number, part, ofLayer, group, filters);
                }
            }
        }
        if (hidesExchange) {
            exchangeCycles += schedule.spend(exchangeBefore);
        }
        ScnnWork work = ScnnWork.of(steps.values());
        long cycles = schedule.cycles();
        long waits = cycles * elements - work.steps() - work.conflictCycles() - exchangeCycles;
        long useful = EffectualMacs.count(kept.layer());
        List<Tile> tiles = new BroadcastTiles(schedule, onChip(), scnn.barrier() == Scnn.Barrier.NONE).all();
        return new LayerPlan(
                "",
                tiles,
                slots(work, useful, waits),
                cycles,
                ScnnActions.of(scnn, kept, machine, work, storage, tiles, useful),
                scnn.prefetch().blocksAtOnce(schedule.mostBits()));
    }

    /** Slots by cause; PEs that neither work nor exchange sums wait for others. */
    private SlotStack slots(ScnnWork work, long useful, long waits) {
        int multipliers = scnn.multipliersPerPe();
        return SlotStack.useful(useful)
                .lost(Cause.FRAGMENTATION, work.steps() * multipliers - work.products())
                .lost(Cause.IMBALANCE, waits * multipliers)
                .lost(Cause.CONFLICT, work.conflictCycles() * multipliers)
                .lost(Cause.HALO, work.products() - useful + exchangeCycles * multipliers);
    }

    private OnChipActivations onChip() {
        long entries = parts.parts().stream()
                .mapToLong(part -> part.inputs().entries())
                .sum();
        long loaded = parts.inputsStay() ? 0 : entries * storage.entryBits();
        if (!parts.inputsStay() && !parts.partsFit()) {
            loaded = loaded * schedule.channelsRead() / ((long) parts.parts().size() * shape.c());
        }
        return new OnChipActivations(loaded, parts.outputsStay() ? 0 : storage.outputBits(), 1);
    }

    private void addGroup(int number, ScnnParts.Part part, ScnnSteps ofLayer, int group, int[] filters) {
        ScnnLayer layer = part.layer();
        List<BroadcastBlock> blocks =
                allPresent ? presentBlocks(part, ofLayer, group, filters) : blocks(part, ofLayer, group, filters);
        boolean readsInputs = filters[0] == 0 || !(parts.inputsStay() || parts.partsFit());
        long outputs = filters.length * layer.shape().outputPositions();
        schedule.add(new BroadcastSchedule.Group(number, outputs, readsInputs, blocks));
        exchange(layer.exchangeCycles(filters.length));
    }

    private List<BroadcastBlock> blocks(ScnnParts.Part part, ScnnSteps ofLayer, int group, int[] filters) {
        boolean connected = shape.isFullyConnected();
        var work = new ScnnGroup(
                scnn.barrier(), part.layer().elements(), storage.weightQueueBits() * (connected ? elements : 1));
        if (connected) {
            multiplyConnected(part, ofLayer, group, filters, work);
        } else {
            multiplyMap(part, ofLayer, group, filters, work);
        }
        return work.end(ofLayer);
    }

    /** Where nothing is zero, as many filters on a part of the same form take the same steps: queues are empty between groups. */
    private List<BroadcastBlock> presentBlocks(ScnnParts.Part part, ScnnSteps ofLayer, int group, int[] filters) {
        var form = new Form(
                part.layer().shape(), filters.length, firstNumber(part.layer(), group, filters) % FILTERS_OF_A_HASH);
        Repeated known = repeated.get(form);
        if (known == null) {
            ScnnWork before = ofLayer.soFar();
            List<BroadcastBlock> blocks = blocks(part, ofLayer, group, filters);
            known = new Repeated(
                    blocks.stream().map(BroadcastBlock::copy).toList(),
                    ofLayer.soFar().since(before));
            repeated.put(form, known);
            return blocks;
        }
        ofLayer.repeat(known.work());
        return known.blocks().stream().map(BroadcastBlock::copy).toList();
    }

    private void multiplyMap(ScnnParts.Part part, ScnnSteps ofLayer, int group, int[] filters, ScnnGroup work) {
        var weights = new ScnnWeights(kept, group, filters);
        int first = firstNumber(part.layer(), group, filters);
        var channels = new ScnnChannels(ofLayer, channelsAlike);
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            int channel = c;
            channels.take(
                    work.cycles(),
                    () -> ofLayer.broadcast(part.inputs(), weights, first, group, channel, work.cycles()));
            work.endChannel(ofLayer, weightBits(weights, c), weights.indexBits(c));
        }
    }

    /** Number of the first filter as the bank hash counts. */
    private int firstNumber(ScnnLayer layer, int group, int[] filters) {
        return scnn.bankHash().isLocal() ? 0 : layer.firstFilter(group) + filters[0];
    }

    /** Filters of a fully connected layer are dealt to the PEs in turn. */
    private void multiplyConnected(ScnnParts.Part part, ScnnSteps ofLayer, int group, int[] filters, ScnnGroup work) {
        List<ScnnWeights> weights = dealt(group, filters);
        var channels = new ScnnChannels(ofLayer, channelsAlike);
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            int channel = c;
            channels.take(work.cycles(), () -> multiplyOwn(part, ofLayer, group, weights, channel, work.cycles()));
            long weightBits = 0;
            long indexBits = 0;
            for (ScnnWeights own : weights) {
                weightBits += weightBits(own, c);
                indexBits += own.indexBits(c);
            }
            work.endChannel(ofLayer, weightBits, indexBits);
        }
    }

    /** Every PE multiplies its own filters' weights of a channel. */
    private void multiplyOwn(
            ScnnParts.Part part, ScnnSteps ofLayer, int group, List<ScnnWeights> weights, int c, long[] cycles) {
        for (int element = 0; element < weights.size(); element++) {
            ofLayer.multiply(part.inputs(), kept.channel(group, c), weights.get(element), c, element, cycles);
        }
    }

    private List<ScnnWeights> dealt(int group, int[] filters) {
        var weights = new ArrayList<ScnnWeights>();
        for (int element = 0; element < Math.min(elements, filters.length); element++) {
            int[] own = IntStream.iterate(element, i -> i < filters.length, i -> i + elements)
                    .map(i -> filters[i])
                    .toArray();
            weights.add(new ScnnWeights(kept, group, own));
        }
        return weights;
    }

    private long weightBits(ScnnWeights weights, int channel) {
        return (long) (weights.present(channel) + weights.fillers(channel))
                * kept.layer().weightBits();
    }

    /** After a group its sums are handed over; if that is hidden, the next group takes at least as long. */
    private void exchange(long cycles) {
        exchangeCycles += hidesExchange ? schedule.spendAtLeast(exchangeBefore) : schedule.spend(cycles);
        exchangeBefore = cycles;
    }
}
