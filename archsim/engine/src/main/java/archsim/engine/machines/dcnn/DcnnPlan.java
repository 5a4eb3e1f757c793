package archsim.engine.machines.dcnn;

import archsim.base.Ceil;
import archsim.engine.machines.broadcast.BroadcastBlock;
import archsim.engine.machines.broadcast.BroadcastSchedule;
import archsim.engine.machines.broadcast.BroadcastTiles;
import archsim.engine.machines.broadcast.OnChipActivations;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Machine;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.plan.Tile;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.LoopNest;
import archsim.engine.tiling.Patch;
import archsim.engine.tiling.TileRange;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.List;

/** Walks a layer through DCNN's PEs, group of filters by group of filters. */
final class DcnnPlan {

    private final Dcnn dcnn;
    private final Machine machine;
    private final KeptLayer kept;
    private final LayerShape shape;
    private final int elements;
    private final long vectors;
    private final long mostPositions;
    private final DcnnTraffic traffic;
    private final int imagesAtOnce;
    private final BroadcastSchedule schedule;

    DcnnPlan(Dcnn dcnn, LayerWorkload layer, Machine machine) {
        this.dcnn = dcnn;
        this.machine = machine;
        kept = new KeptLayer(layer);
        shape = layer.shape();
        if (kept.allFilters() == 0) {
            throw new InfeasibleLayerException(layer.layer().name(), "every filter is pruned, nothing is left to run");
        }
        elements = machine.peArray().size();
        vectors = vectors();
        mostPositions = (long) Ceil.div(shape.p(), machine.peArray().rows())
                * Ceil.div(shape.q(), machine.peArray().columns());
        traffic = new DcnnTraffic(dcnn, kept, machine);
        imagesAtOnce = traffic.imagesAtOnce(mostImages());
        schedule = new BroadcastSchedule(elements);
    }

    /** Images whose sums of one filter the accumulators hold. */
    private int mostImages() {
        return (int) Math.max(1, Math.min(shape.n(), dcnn.accumulatorEntries() / sumsOfImage()));
    }

    private long sumsOfImage() {
        return shape.isFullyConnected() ? 1 : mostPositions;
    }

    /** Dot products of one output: offsets that the stride does not distinguish count as further channels. */
    private long vectors() {
        int wide = steps(shape.columns(), shape.s() - 1) + 1;
        int[] channels = new int[(steps(shape.rows(), shape.r() - 1) + 1) * wide];
        for (int c = 0; c < shape.channelsPerGroup(); c++) {
            for (int r = 0; r < shape.r(); r++) {
                for (int s = 0; s < shape.s(); s++) {
                    channels[steps(shape.rows(), r) * wide + steps(shape.columns(), s)] +=
                            kept.keepsColumn(c, r, s) ? 1 : 0;
                }
            }
        }
        long vectors = 0;
        for (int count : channels) {
            vectors += Ceil.div(count, dcnn.channelsPerCycle());
        }
        return vectors;
    }

    private static int steps(Axis axis, int tap) {
        return tap * axis.dilation() / axis.stride();
    }

    LayerPlan build() {
        for (int part = 0; part * imagesAtOnce < shape.n(); part++) {
            int images = Math.min(imagesAtOnce, shape.n() - part * imagesAtOnce);
            for (int group = 0; group < shape.groups(); group++) {
                int atOnce = filtersAtOnce();
                for (int first = 0; first < kept.filters(group); first += atOnce) {
                    addGroup(part, images, Math.min(atOnce, kept.filters(group) - first), first == 0);
                }
            }
        }
        OnChipActivations activations = traffic.onChip(imagesAtOnce);
        List<Tile> tiles = new BroadcastTiles(schedule, activations, false).all();
        long outputs = kept.allFilters() * shape.outputPositions();
        long products = outputs * kept.columns(0, shape.channelsPerGroup());
        long busySlots = outputs * vectors * dcnn.channelsPerCycle();
        long slots = schedule.cycles() * machine.multipliers();
        return new LayerPlan(
                "",
                tiles,
                SlotStack.useful(products)
                        .lost(Cause.FRAGMENTATION, busySlots - products)
                        .lost(Cause.IMBALANCE, slots - busySlots),
                schedule.cycles(),
                traffic.actions(tiles, outputs * vectors, products, inputReads()),
                dcnn.prefetch().blocksAtOnce(schedule.mostBits()));
    }

    private int filtersAtOnce() {
        long sums = imagesAtOnce * sumsOfImage();
        long filters = Math.max(1, dcnn.accumulatorEntries() / sums) * (shape.isFullyConnected() ? elements : 1);
        return (int) Math.min(Integer.MAX_VALUE / 2, filters);
    }

    /** Weights pass filter by filter, so that a PE's queue holds those of a few filters at a time. */
    private void addGroup(int part, int images, int filters, boolean readsInputs) {
        long cyclesOfFilter = images * (shape.isFullyConnected() ? vectors : mostPositions * vectors);
        long filterSteps = shape.isFullyConnected() ? Ceil.div(filters, elements) : filters;
        long weights = (long) filters * kept.columns(0, shape.channelsPerGroup());
        int weightBits = kept.layer().weightBits();
        long queueBits = machine.buffers().weights().capacityBytes() * 8L / (shape.isFullyConnected() ? 1 : elements);
        int blocks = (int) Math.max(1, Math.min(shape.channelsPerGroup(), Ceil.div(weights * weightBits, queueBits)));
        var split = new BroadcastBlock[blocks];
        for (int i = 0; i < blocks; i++) {
            split[i] = new BroadcastBlock(
                    (int) part(shape.channelsPerGroup(), i, blocks),
                    part(weights, i, blocks) * weightBits,
                    0,
                    new long[] {part(cyclesOfFilter * filterSteps, i, blocks)});
        }
        long outputs = (long) images * filters * shape.p() * shape.q();
        schedule.add(new BroadcastSchedule.Group(part, outputs, readsInputs, List.of(split)));
    }

    /** Part {@code index} of {@code all} when it is cut into {@code parts} nearly equal ones. */
    private static long part(long all, int index, int parts) {
        return all * (index + 1) / parts - all * index / parts;
    }

    /** Vectors of inputs that the PEs read: each once for the filters that are computed at once. */
    private long inputReads() {
        long channelVectors = Ceil.div(shape.channelsPerGroup(), dcnn.channelsPerCycle());
        long groupsOfFilters = 0;
        for (int group = 0; group < shape.groups(); group++) {
            groupsOfFilters += Ceil.div(kept.filters(group), filtersAtOnce());
        }
        return groupsOfFilters * shape.n() * shape.h() * shape.w() * channelVectors;
    }

    FunctionalRun compute(LayerValues values) {
        var run = new FunctionalRun(shape);
        var all = new Patch(0, shape.n() * shape.p(), 0, shape.q());
        for (int group = 0; group < shape.groups(); group++) {
            int ofGroup = group;
            var tile = new TileRange(group, all, 0, kept.filters(group), 0, shape.channelsPerGroup(), true);
            LoopNest.overOutputs(shape, tile, (n, p, q) -> {
                for (int f = 0; f < tile.filterTo(); f++) {
                    int k = kept.filter(ofGroup, f);
                    LoopNest.overColumns(
                            kept,
                            tile,
                            (c, r, s) -> run.accumulate(
                                    n, k, p, q, LoopNest.product(kept, values, ofGroup, n, k, c, r, s, p, q)));
                }
            });
        }
        return run;
    }
}
