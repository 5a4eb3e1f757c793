package archsim.engine.machines.scnn;

import archsim.base.Ceil;
import archsim.engine.machines.broadcast.BroadcastBlock;
import archsim.engine.machines.broadcast.BroadcastSchedule;
import archsim.engine.machines.broadcast.BroadcastTiles;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.tiling.EffectualMacs;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Walks a layer through SCNN's PEs, group of filters by group of filters. */
final class ScnnPlan {

    private final ScnnLayer layer;
    private final LayerShape shape;
    private final KeptLayer kept;
    private final int elements;
    private final boolean hidesExchange;
    private final ScnnSteps steps;
    private final BroadcastSchedule schedule;
    private final ScnnStorage storage;
    private long exchangeCycles;
    private long exchangeBefore;

    ScnnPlan(ScnnLayer layer) {
        this.layer = layer;
        shape = layer.shape();
        kept = layer.kept();
        elements = layer.machine().peArray().size();
        hidesExchange = layer.scnn().tilingInForce().hidesExchange();
        steps = new ScnnSteps(layer);
        schedule = new BroadcastSchedule(elements);
        storage = new ScnnStorage(layer);
    }

    LayerPlan build() {
        for (int image = 0; image < shape.n(); image++) {
            var inputs = new ScnnInputs(layer, image);
            storage.addImage(inputs);
            for (int group = 0; group < shape.groups(); group++) {
                if (shape.isFullyConnected()) {
                    addConnected(image, group);
                } else {
                    addMap(image, inputs, group);
                }
            }
        }
        if (hidesExchange) {
            exchangeCycles += schedule.spend(exchangeBefore);
        }
        long cycles = schedule.cycles();
        long spent = steps.steps() + steps.conflictCycles() + exchangeCycles;
        long useful = EffectualMacs.count(kept.layer());
        List<Tile> tiles = new BroadcastTiles(
                        shape,
                        kept.allFilters(),
                        schedule,
                        storage.onChip(),
                        layer.scnn().barrier() == Scnn.Barrier.NONE)
                .all();
        return new LayerPlan(
                "",
                tiles,
                slots(useful, cycles * elements - spent),
                cycles,
                ScnnActions.of(layer, steps, storage, tiles, useful));
    }

    /** Slots by cause; PEs that neither work nor exchange sums wait for others. */
    private SlotStack slots(long useful, long waits) {
        int multipliers = layer.scnn().multipliersPerPe();
        return SlotStack.useful(useful)
                .lost(Cause.FRAGMENTATION, steps.steps() * multipliers - steps.products())
                .lost(Cause.IMBALANCE, waits * multipliers)
                .lost(Cause.CONFLICT, steps.conflictCycles() * multipliers)
                .lost(Cause.HALO, steps.products() - useful + exchangeCycles * multipliers);
    }

    private void addMap(int image, ScnnInputs inputs, int group) {
        int firstOfGroup = layer.firstFilter(group);
        for (int[] filters : layer.filterGroups(group)) {
            var weights = new ScnnWeights(kept, group, filters);
            int first = layer.scnn().bankHash().isLocal() ? 0 : firstOfGroup + filters[0];
            var work = new ScnnGroup(layer.scnn().barrier(), layer.elements(), storage.weightQueueBits());
            for (int c = 0; c < shape.channelsPerGroup(); c++) {
                steps.broadcast(inputs, weights, first, group, c, work.cycles());
                work.endChannel(steps, weightBits(weights, c), weights.indexBits(c));
            }
            List<BroadcastBlock> blocks = work.end(steps);
            schedule.add(new BroadcastSchedule.Group(image, filters.length, filters[0] == 0, blocks));
            exchange(layer.exchangeCycles(filters.length));
        }
    }

    private long weightBits(ScnnWeights weights, int channel) {
        return (long) (weights.present(channel) + weights.fillers(channel))
                * kept.layer().weightBits();
    }

    /** Filters of a fully connected layer are dealt to the PEs in turn. */
    private void addConnected(int image, int group) {
        int filtersAtOnce = (int) Math.min(kept.filters(group), (long) elements * layer.filtersAtOnce());
        for (int first = 0; first < kept.filters(group); first += filtersAtOnce) {
            int end = Math.min(kept.filters(group), first + filtersAtOnce);
            List<ScnnWeights> weights = dealt(group, first, end);
            var work = new ScnnGroup(layer.scnn().barrier(), layer.elements(), elements * storage.weightQueueBits());
            for (int c = 0; c < shape.channelsPerGroup(); c++) {
                boolean present = kept.layer().inputs().get(image * shape.c() + kept.channel(group, c));
                long weightBits = 0;
                long indexBits = 0;
                for (int element = 0; element < weights.size(); element++) {
                    if (present) {
                        steps.multiply(weights.get(element), c, element, work.cycles());
                    }
                    weightBits += weightBits(weights.get(element), c);
                    indexBits += weights.get(element).indexBits(c);
                }
                work.endChannel(steps, weightBits, indexBits);
            }
            schedule.add(new BroadcastSchedule.Group(image, end - first, first == 0, work.end(steps)));
            exchange(layer.outputCycles(Ceil.div(end - first, elements)));
        }
    }

    private List<ScnnWeights> dealt(int group, int first, int end) {
        var weights = new ArrayList<ScnnWeights>();
        for (int element = 0; element < Math.min(elements, end - first); element++) {
            int start = first + element;
            int[] own = IntStream.iterate(start, filter -> filter < end, filter -> filter + elements)
                    .toArray();
            weights.add(new ScnnWeights(kept, group, own));
        }
        return weights;
    }

    /** After a group its sums are handed over; if that is hidden, the next group takes at least as long. */
    private void exchange(long cycles) {
        exchangeCycles += hidesExchange ? schedule.spendAtLeast(exchangeBefore) : schedule.spend(cycles);
        exchangeBefore = cycles;
    }
}
