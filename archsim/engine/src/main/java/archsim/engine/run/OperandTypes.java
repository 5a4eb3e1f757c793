package archsim.engine.run;

import archsim.energy.Action;
import archsim.energy.ActionCount;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MemoryRate;
import archsim.engine.plan.Objective;
import archsim.engine.plan.PlanCost;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.SramBuffer;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells apart what a machine, which knows weights, inputs and outputs only, moves in their place: keys and values, and scales
 * beside the weights.
 *
 * <p>Activations in the weights' place are keys and values, on the chip too. Outputs that are kept as such are written to DRAM in
 * their own width, in proportion. Scales, zero points and indices of groups come with each block of weights, as many of them as
 * the block is of all weights and indices, so that a layer whose weights are read once reads them once; they are written to the
 * weight buffer, which keeps the room of {@link ScaleRoom} for them, and read there as often as the weights; their reads wait
 * for no port.
 *
 * @param room that the machine's weights were planned in
 */
record OperandTypes(LayerWorkload layer, Machine machine, ScaleRoom room) {

    /** The plan of a layer on the machine, with its data told apart; so are the plans that {@code goal} judges. */
    static LayerPlan plan(LayerWorkload layer, Dataflow dataflow, Machine machine, MappingGoal goal) {
        var room = ScaleRoom.of(layer, machine);
        var types = new OperandTypes(layer, machine, room);
        boolean plain = room.isWhole() && !types.numbers().isAny();
        MappingGoal judging = plain ? goal : new WithScales(goal, types);
        return types.of(dataflow.plan(layer, room.machine(), judging));
    }

    /** A goal that judges plans with their scales. */
    private record WithScales(MappingGoal goal, OperandTypes types) implements MappingGoal {

        @Override
        public Objective objective() {
            return goal.objective();
        }

        @Override
        public MemoryRate memory() {
            return goal.memory();
        }

        @Override
        public List<PlanCost> costs(List<LayerPlan> plans) {
            return goal.costs(plans.stream().map(types::of).toList());
        }

        @Override
        public double effort() {
            return goal.effort();
        }

        @Override
        public <T extends Record> Optional<T> given(String layerName, Class<T> mapping) {
            return goal.given(layerName, mapping);
        }
    }

    private NumberWork numbers() {
        return new NumberWork(layer, machine.precision());
    }

    /** {@code plan} with its data told apart, and the work that types of numbers make. */
    LayerPlan of(LayerPlan planned) {
        LayerPlan plan = apart(room.inWholeBuffer(planned));
        ActionCounts counts = numbers().of(plan.onChip());
        return counts == plan.onChip() ? plan : plan.with(counts);
    }

    private LayerPlan apart(LayerPlan plan) {
        boolean product = !layer.layer().hasParameters();
        long scaleBits = layer.scaleBits();
        if (!product && scaleBits == 0 && layer.cacheBits().isEmpty()) {
            return plan;
        }
        long weightBits = scaleBits > 0 ? weightBits(plan) : 0;
        List<Tile> tiles = plan.tiles().stream()
                .map(tile -> tile.with(loads(tile, product, weightBits, scaleBits), store(tile.store())))
                .toList();
        ActionCounts counts = product ? renamed(plan.onChip()) : withScales(plan, tiles, scaleBits);
        return new LayerPlan(plan.mode(), tiles, plan.computeSlots(), plan.computeCycles(), counts, plan.tilesAtOnce());
    }

    private static boolean isWeight(Transfer load) {
        return load.dataType() == DataType.WEIGHTS || load.dataType() == DataType.INDICES;
    }

    /** Bits of all weights and indices as they lie in memory. */
    private static long weightBits(LayerPlan plan) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(OperandTypes::isWeight)
                .mapToLong(load -> load.startBit() + load.bits())
                .max()
                .orElse(0);
    }

    private static List<Transfer> loads(Tile tile, boolean product, long weightBits, long scaleBits) {
        var loads = new ArrayList<Transfer>();
        for (Transfer load : tile.loads()) {
            boolean operand = product && load.dataType() == DataType.WEIGHTS;
            loads.add(operand ? new Transfer(DataType.KEYS_VALUES, load.startBit(), load.bits()) : load);
            if (isWeight(load) && scaleBits > 0 && load.bits() > 0) {
                long from = share(load.startBit(), weightBits, scaleBits);
                long to = share(load.startBit() + load.bits(), weightBits, scaleBits);
                loads.add(new Transfer(DataType.SCALES, from, to - from));
            }
        }
        return loads;
    }

    /** {@code part} of {@code whole} in {@code amount}, rounded. */
    private static long share(long part, long whole, long amount) {
        return Math.round((double) part / whole * amount);
    }

    private Transfer store(Transfer store) {
        if (layer.cacheBits().isEmpty()) {
            return store;
        }
        int bits = layer.cacheBits().getAsInt();
        int activationBits = machine.precision().activationBits();
        long from = share(store.startBit(), activationBits, bits);
        long to = share(store.startBit() + store.bits(), activationBits, bits);
        return new Transfer(DataType.KEYS_VALUES, from, to - from);
    }

    private static ActionCounts renamed(ActionCounts onChip) {
        var counts = new ActionCounts();
        onChip.forEach((key, count) -> counts.add(
                key.component(),
                key.dataType() == DataType.WEIGHTS ? DataType.KEYS_VALUES : key.dataType(),
                key.action(),
                count));
        return counts;
    }

    /** Scales are written with each block, and read as often as words of weights are for each that is stored. */
    private ActionCounts withScales(LayerPlan plan, List<Tile> tiles, long scaleBits) {
        if (scaleBits == 0) {
            return plan.onChip();
        }
        var counts = new ActionCounts();
        counts.addAll(plan.onChip());
        SramBuffer buffer = machine.buffers().weights();
        long written = tiles.stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == DataType.SCALES)
                .mapToLong(load -> buffer.words(load.bits()))
                .sum();
        counts.add(Component.WEIGHT_BUFFER, DataType.SCALES, access(buffer, true), written);
        counts.add(Component.WEIGHT_BUFFER, DataType.SCALES, access(buffer, false), (long)
                Math.ceil((double) wordsRead(plan.onChip()) * scaleBits / storedBits()));
        return counts;
    }

    private static Action access(SramBuffer buffer, boolean write) {
        return new Action.SramAccess(buffer.bankBytes(), buffer.wordBits(), write);
    }

    private long storedBits() {
        return Math.max(1, (long) layer.weights().count() * layer.weightBits());
    }

    private static long wordsRead(ActionCounts onChip) {
        return onChip.toList().stream()
                .filter(count -> count.component().equals(Component.WEIGHT_BUFFER.name())
                        && count.dataType() == DataType.WEIGHTS
                        && count.action().inAnyNode() instanceof Action.SramAccess read
                        && !read.write())
                .mapToLong(ActionCount::count)
                .sum();
    }
}
