package archsim.engine.machines.sigma;

import archsim.base.RootLocale;
import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.tiling.Actions;
import archsim.engine.tiling.InputWindows;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.LoopNest;
import archsim.engine.tiling.Patch;
import archsim.engine.tiling.PlanBuilder;
import archsim.engine.tiling.Reads;
import archsim.engine.tiling.TileLimits;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileSearch;
import archsim.engine.tiling.TileWork;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A layer on {@link Sigma}: tiles are runs of whole iterations over a patch of output positions. */
final class SigmaPlan {

    static final int SMALLEST_TREE = 4;

    private final KeptLayer layer;
    private final Machine machine;
    private final WeightCode code;
    private final Sigma sigma;
    private final ReductionTree tree;
    private final int period;
    private final List<Patch> patches;
    private final List<Map<TileRange.WeightBlock, SigmaBlock>> blocks = new ArrayList<>();
    private final Map<BlockRun, SigmaWork> works = new HashMap<>();
    private final Map<GroupPatch, Long> windowInputs = new HashMap<>();

    private record BlockRun(TileRange.WeightBlock block, long positions) {}

    private record GroupPatch(int group, Patch patch) {}

    SigmaPlan(Sigma sigma, LayerWorkload workload, Machine machine) {
        int multipliers = machine.multipliers();
        if (multipliers < SMALLEST_TREE || Integer.bitCount(multipliers) != 1) {
            throw new InfeasibleLayerException(
                    workload.layer().name(),
                    RootLocale.format(
                            "its reduction tree takes a power of two of multipliers, at least %d, was %d",
                            SMALLEST_TREE, multipliers));
        }
        boolean rtl = sigma.controlInForce() != Sigma.Control.STONNE;
        if (rtl && sigma.distributionBandwidth() < multipliers) {
            throw new InfeasibleLayerException(
                    workload.layer().name(),
                    RootLocale.format(
                            "the RTL's network has a port for each of its %d multipliers, distributionBandwidth was %d",
                            multipliers, sigma.distributionBandwidth()));
        }
        this.sigma = sigma;
        this.layer = new KeptLayer(workload);
        this.machine = machine;
        tree = new ReductionTree(multipliers);
        period = Math.max(1, multipliers / sigma.distributionBandwidth());
        code = WeightCode.bitmask(workload.weightBits());
        patches = patches();
        for (int group = 0; group < workload.shape().groups(); group++) {
            blocks.add(rtl ? rtlBlocks(group) : blocks(group));
        }
    }

    private List<Patch> patches() {
        var limits = new TileLimits(
                1,
                layer.shape().channelsPerGroup(),
                code,
                TileLimits.SumsPlace.outputBuffer(machine, (patch, filters, wholeChannels) -> patch.positions()));
        return TileSearch.fewestPatches(layer, machine, limits).patches(layer.shape());
    }

    /** Runs of rows, cut between iterations of different rows only, that half of the weight buffer holds. */
    private Map<TileRange.WeightBlock, SigmaBlock> blocks(int group) {
        long half = machine.buffers().weights().halfBits();
        var found = new LinkedHashMap<TileRange.WeightBlock, SigmaBlock>();
        var run = new ArrayList<SigmaIteration>();
        long held = 0;
        boolean newRow = true;
        for (SigmaIteration iteration : packed(group, half)) {
            long more = newRow ? bits(block(group, iteration.rowFrom(), iteration.rowTo())) : 0;
            if (held + more > half && newRow && !run.isEmpty()) {
                found.put(
                        block(group, run.get(0).rowFrom(), iteration.rowFrom()),
                        new SigmaBlock.Stonne(run, tree, period));
                run.clear();
                held = 0;
            }
            run.add(iteration);
            held += more;
            newRow = iteration.lastPart();
        }
        if (!run.isEmpty()) {
            found.put(
                    block(group, run.get(0).rowFrom(), layer.filters(group)), new SigmaBlock.Stonne(run, tree, period));
        }
        return found;
    }

    /** Runs of rows that half of the weight buffer holds, or one row; each is packed on its own. */
    private Map<TileRange.WeightBlock, SigmaBlock> rtlBlocks(int group) {
        long half = machine.buffers().weights().halfBits();
        var found = new LinkedHashMap<TileRange.WeightBlock, SigmaBlock>();
        int from = 0;
        long held = 0;
        for (int row = 0; row < layer.filters(group); row++) {
            long more = bits(block(group, row, row + 1));
            if (held + more > half && row > from) {
                found.put(block(group, from, row), rtlBlock(group, from, row));
                from = row;
                held = 0;
            }
            held += more;
        }
        if (from < layer.filters(group)) {
            found.put(block(group, from, layer.filters(group)), rtlBlock(group, from, layer.filters(group)));
        }
        return found;
    }

    private RtlBlock rtlBlock(int group, int from, int to) {
        int channels = layer.shape().channelsPerGroup();
        int[] counts = IntStream.range(from, to)
                .map(row -> layer.present(group, row, 0, channels))
                .toArray();
        return RtlBlock.pack(
                counts,
                machine.multipliers(),
                sigma.packing().orElse(Sigma.Packing.ROWS),
                sigma.controlInForce() == Sigma.Control.DRAINED);
    }

    private List<SigmaIteration> packed(int group, long bufferBits) {
        int channels = layer.shape().channelsPerGroup();
        long bitmaskBits =
                bufferBits - (long) machine.multipliers() * layer.layer().weightBits();
        return SigmaIteration.pack(
                layer.filters(group),
                row -> layer.present(group, row, 0, channels),
                machine.multipliers(),
                Math.max(1, bitmaskBits / layer.columns(0, channels)));
    }

    private TileRange.WeightBlock block(int group, int from, int to) {
        return new TileRange.WeightBlock(group, from, to, 0, layer.shape().channelsPerGroup());
    }

    private long bits(TileRange.WeightBlock block) {
        long present = layer.present(block);
        long positions = (long) block.filters() * layer.columns(block.channelFrom(), block.channelTo());
        return code.valueBits(present, positions) + code.indexBits(present, positions, block);
    }

    List<TileRange> tiles() {
        var tiles = new ArrayList<TileRange>();
        for (Map<TileRange.WeightBlock, SigmaBlock> group : blocks) {
            patches.forEach(patch -> group.keySet().forEach(block -> tiles.add(tile(patch, block))));
        }
        return tiles;
    }

    private static TileRange tile(Patch patch, TileRange.WeightBlock block) {
        return new TileRange(block.group(), patch, block.filterFrom(), block.filterTo(), 0, block.channelTo(), true);
    }

    LayerPlan build() {
        var builder = new PlanBuilder(layer, machine, code);
        List<TileRange> tiles = tiles();
        TileRange last = tiles.get(tiles.size() - 1);
        builder.addAll(tiles, tile -> work(tile, tile.equals(last)), (tile, next) -> true);
        return builder.build(iterations() + " iterations");
    }

    long iterations() {
        long perPatch = blocks.stream()
                .flatMap(group -> group.values().stream())
                .mapToLong(SigmaBlock::iterations)
                .sum();
        return perPatch * patches.size();
    }

    /** Pipelined iterations are drained once, behind the last tile. */
    private TileWork work(TileRange tile, boolean isLast) {
        SigmaWork streamed = works.computeIfAbsent(
                new BlockRun(tile.weights(), tile.positions()),
                key -> blocks.get(tile.group()).get(tile.weights()).work(tile.positions()));
        SigmaWork work = isLast && sigma.controlInForce() == Sigma.Control.PIPELINED
                ? streamed.drained(machine.multipliers())
                : streamed;
        var products =
                new Actions().products(work.slots().useful(), work.slots().useful());
        return new TileWork(
                new long[] {work.slots().total() / machine.multipliers()},
                work.slots(),
                products.then(accesses(tile, work)),
                Reads.NONE);
    }

    /** Bandwidth to the multipliers is the networks'; the buffers deliver what these can take. */
    private Actions accesses(TileRange tile, SigmaWork work) {
        long inputs =
                windowInputs.computeIfAbsent(new GroupPatch(tile.group(), tile.patch()), key -> windowInputs(tile));
        return new Actions()
                .sumsStay()
                .reads(DataType.WEIGHTS, work.weightReads() * layer.layer().weightBits())
                .reads(
                        DataType.INDICES,
                        (long) tile.filters() * layer.columns(0, layer.shape().channelsPerGroup()))
                .reads(
                        DataType.INPUTS,
                        work.windows() * inputs * machine.precision().activationBits())
                .sumsThroughOutputBuffer(
                        work.waitingSums() * machine.precision().accumulatorBits());
    }

    /** Inputs that are not zero, summed over the windows of a patch. */
    private long windowInputs(TileRange tile) {
        LayerShape shape = layer.shape();
        var windows = new InputWindows(shape, layer.layer().inputs());
        long[] inputs = {0};
        LoopNest.overColumns(
                layer,
                tile,
                (c, r, s) -> inputs[0] += windows.underWeight(tile.patch(), layer.channel(tile.group(), c), r, s));
        return inputs[0];
    }
}
