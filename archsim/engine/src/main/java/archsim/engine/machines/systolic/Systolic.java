package archsim.engine.machines.systolic;

import archsim.base.Ceil;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.energy.DataType;
import archsim.energy.Part;
import archsim.engine.pe.Cause;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.plan.MappingGoal;
import archsim.engine.tiling.Actions;
import archsim.engine.tiling.CutDataflow;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.LayerWork;
import archsim.engine.tiling.LoopNest;
import archsim.engine.tiling.PipelineTime;
import archsim.engine.tiling.PlanBuilder;
import archsim.engine.tiling.TileLimits;
import archsim.engine.tiling.TileRange;
import archsim.engine.tiling.TileSearch;
import archsim.engine.tiling.WeightCode;
import archsim.workloads.LayerWorkload;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A systolic array: operands move from PE to PE while one of the three matrices stays where it is.
 *
 * <p>A layer is the product of {@code positions x window} inputs and {@code window x filters} weights for each group. Its
 * folds follow one another, or overlap: {@link FoldTiming}. Zeros are multiplied like anything else; a structured layer runs in its
 * compacted shape. The closed form holds however tiles cut the layer: a fold that a cut divides goes on where it stopped,
 * and the buffers feed the array's edges in every cycle.
 *
 * <p>Source: A. Samajdar et al., "A Systematic Methodology for Characterizing Scalability of DNN Accelerators using
 * SCALE-Sim", ISPASS 2020, with the output stationary fold of the tool's second version, {@code T + R + C - 2} cycles.
 * Overlap and drains are those of open designs: vakumar1/sys-array e0c0cfa (weight stationary), KashifInayat/cpa-fsa 4599773
 * (Gemmini's mesh) and abarajithan11/axis-systolic-array 44bbe4f.
 *
 * @param stationary the operand that stays
 * @param overlap whether a fold is loaded while the one before it streams; false if absent
 * @param drain how the sums of output-stationary folds leave; {@link Drain#NONE} if absent
 * @param mapsOnChip whether the input buffer is a unified one, as the TPU's: inputs that half of it holds are there before a
 *     layer, and outputs that the other half holds stay there; false if absent
 */
public record Systolic(
        Stationary stationary, Optional<Boolean> overlap, Optional<Drain> drain, Optional<Boolean> mapsOnChip)
        implements CutDataflow {

    /** The single registers that products read. */
    @Override
    public List<ComponentParts> components(Machine machine) {
        return Stream.of(
                        machine.precision().weightBits(),
                        machine.precision().activationBits(),
                        machine.precision().accumulatorBits())
                .map(bits ->
                        new ComponentParts(Component.REGISTERS, machine.multipliers(), new Part.RegisterFile(1, bits)))
                .toList();
    }

    public Systolic {
        if (stationary != Stationary.OUTPUT && drain.isPresent() && drain.get() != Drain.NONE) {
            throw new IllegalArgumentException("drain is for outputs that stay: where "
                    + stationary.name().toLowerCase(Locale.ROOT)
                    + "s stay, sums leave as they are made");
        }
    }

    /** Folds one after the other, without a drain: SCALE-Sim's array. */
    public static Systolic serial(Stationary stationary) {
        return new Systolic(stationary, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How the sums of output-stationary folds leave the array, from the cycle on in which the last product is added. */
    public enum Drain {
        /** In no time, as SCALE-Sim counts. */
        NONE,
        /** Down the columns, an array row a cycle, behind a register at the inputs: {@code R + 1} cycles, as Gemmini's. */
        DOWN,
        /** Along the rows, an array column a cycle, behind the registers of a MAC: {@code C + 1} cycles. */
        ACROSS;

        private long cycles(PeArray array) {
            return switch (this) {
                case NONE -> 0;
                case DOWN -> array.rows() + 1L;
                case ACROSS -> array.columns() + 1L;
            };
        }
    }

    /** The operand that stays in the PEs, and so which extent of the product is laid over what. */
    public enum Stationary {
        /** Each PE sums up one output: positions over rows, filters over columns, the window streams. */
        OUTPUT,
        /** Each PE holds a weight: the window over rows, filters over columns, positions stream. */
        WEIGHT,
        /** Each PE holds an input: the window over rows, positions over columns, filters stream. */
        INPUT;

        SystolicFolds folds(long positions, long window, long filters) {
            return switch (this) {
                case OUTPUT -> new SystolicFolds(positions, filters, window, false);
                case WEIGHT -> new SystolicFolds(window, filters, positions, true);
                case INPUT -> new SystolicFolds(window, positions, filters, true);
            };
        }

        /** What needs no new value for each product; sums always do. */
        private DataType stays() {
            return switch (this) {
                case OUTPUT -> DataType.OUTPUTS;
                case WEIGHT -> DataType.WEIGHTS;
                case INPUT -> DataType.INPUTS;
            };
        }

        /** Partial sums of a tile with all channels that wait for the next rows of the window. */
        private long waitingSums(long positions, int filters, int columns) {
            return switch (this) {
                case OUTPUT -> 0;
                case WEIGHT -> positions * Math.min(filters, columns);
                case INPUT -> Math.min(positions, columns) * filters;
            };
        }
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return best(new KeptLayer(layer), machine, goal).plan();
    }

    private TileSearch.Found best(KeptLayer kept, Machine machine, MappingGoal goal) {
        LayerWorkload layer = kept.layer();
        List<SystolicFolds> groups = IntStream.range(0, layer.shape().groups())
                .mapToObj(group -> folds(kept, group))
                .toList();
        SlotStack slots = slots(groups, machine.peArray());
        var actions = new Actions();
        groups.forEach(folds -> actions.then(reads(machine, layer, folds)));
        actions.products(slots.useful(), slots.useful()).then(registers(machine, slots.useful()));
        var last = new Actions();
        var work = new LayerWork(
                slots.total() / machine.multipliers(),
                slots,
                actions,
                stationary == Stationary.OUTPUT ? last.sumsWaitInOutputBuffer() : last.sumsStay());
        TileLimits limits = limits(kept, machine);
        return TileSearch.best(kept, machine, limits, goal, work.cycles(), grid -> {
            var builder = new PlanBuilder(kept, machine, limits.weightCode())
                    .keepingOnChip(
                            keepsMapsOnChip() && fits(machine, layer.shape().inputs()),
                            keepsMapsOnChip() && fits(machine, layer.layer().writtenOutputs()));
            builder.addLayer(grid.tiles(kept), work);
            return builder.build("");
        });
    }

    @Override
    public boolean keepsMapsOnChip() {
        return mapsOnChip.orElse(false);
    }

    private static boolean fits(Machine machine, long activations) {
        return activations * machine.precision().activationBits()
                <= machine.buffers().inputs().halfBits();
    }

    private SystolicFolds folds(KeptLayer layer, int group) {
        return stationary.folds(
                layer.shape().outputPositions(),
                layer.columns(0, layer.shape().channelsPerGroup()),
                layer.filters(group));
    }

    private SlotStack slots(List<SystolicFolds> groups, PeArray array) {
        long products = 0;
        long streamed = 0;
        for (SystolicFolds folds : groups) {
            products += folds.rowExtent() * folds.columnExtent() * folds.streamed();
            streamed = Math.addExact(streamed, folds.streamCycles(array));
        }
        long fill = timing(array).fillCycles(groups, array);
        return SlotStack.useful(products)
                .lost(Cause.FRAGMENTATION, Math.multiplyExact(streamed, array.size()) - products)
                .lost(Cause.FILL, Math.multiplyExact(fill, array.size()));
    }

    private FoldTiming timing(PeArray array) {
        Drain leaving = drain.orElse(Drain.NONE);
        int shifted = leaving == Drain.ACROSS ? array.columns() : array.rows();
        return new FoldTiming(overlap.orElse(false), leaving.cycles(array), shifted);
    }

    /** Padding is fed like any other input. Partial sums pass through the output buffer once for each further row fold. */
    private Actions reads(Machine machine, LayerWorkload layer, SystolicFolds folds) {
        PeArray array = machine.peArray();
        boolean weightsAtRows = stationary == Stationary.INPUT;
        long weightReads = weightsAtRows ? folds.rowReads(array) : folds.columnReads(array);
        long inputReads = weightsAtRows ? folds.columnReads(array) : folds.rowReads(array);
        var actions = new Actions()
                .reads(DataType.WEIGHTS, weightReads * layer.weightBits())
                .reads(DataType.INPUTS, inputReads * machine.precision().activationBits());
        if (stationary != Stationary.OUTPUT) {
            long sums = folds.columnExtent() * folds.streamed() * Math.max(0, folds.rowFolds(array) - 1);
            actions.sumsThroughOutputBuffer(sums * machine.precision().accumulatorBits());
        }
        return actions;
    }

    /** A product reads two operands and the sum so far; what does not stay in the PE is written into it first. */
    private Actions registers(Machine machine, long products) {
        var bits = new EnumMap<DataType, Integer>(Map.of(
                DataType.WEIGHTS, machine.precision().weightBits(),
                DataType.INPUTS, machine.precision().activationBits(),
                DataType.PSUMS, machine.precision().accumulatorBits()));
        var actions = new Actions();
        bits.forEach((type, wordBits) -> {
            actions.add(Component.REGISTERS, type, new Action.RegisterAccess(1, wordBits, false), products);
            if (type != stationary.stays()) {
                actions.add(Component.REGISTERS, type, new Action.RegisterAccess(1, wordBits, true), products);
            }
        });
        return actions;
    }

    private TileLimits limits(KeptLayer layer, Machine machine) {
        int columns = machine.peArray().columns();
        int offsets = layer.shape().r() * layer.shape().s();
        return new TileLimits(
                columns,
                Ceil.div(machine.peArray().rows(), offsets),
                WeightCode.dense(layer.layer().weightBits()),
                TileLimits.SumsPlace.outputBuffer(
                        machine,
                        (patch, filters, wholeChannels) -> wholeChannels
                                ? stationary.waitingSums(patch.positions(), filters, columns)
                                : patch.positions() * filters));
    }

    /** The tiles of a layer, in order. */
    List<TileRange> tiles(LayerWorkload layer, Machine machine) {
        var kept = new KeptLayer(layer);
        return best(kept, machine, PipelineTime.goal()).grid().tiles(kept);
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        var kept = new KeptLayer(layer);
        return LoopNest.convolve(kept, values, tiles(layer, machine), (group, filter, c, r, s, product) -> true);
    }
}
