package archsim.engine.machines.loopnest;

import archsim.base.ComponentFaults;
import archsim.base.RootLocale;
import archsim.base.json.CheckedInPart;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.energy.Part;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.LevelCheck;
import archsim.engine.machines.loopnest.architecture.LevelCheck.LevelFault;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.count.NestPlan;
import archsim.engine.machines.loopnest.count.NestProducts;
import archsim.engine.machines.loopnest.count.NmWeights;
import archsim.engine.machines.loopnest.mapping.LevelParts;
import archsim.engine.machines.loopnest.mapping.Nest;
import archsim.engine.machines.loopnest.mapping.NestCheck;
import archsim.engine.machines.loopnest.mapping.NestConstraints;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.machines.loopnest.mapping.NestText;
import archsim.engine.machines.loopnest.mapping.UnreadParts;
import archsim.engine.machines.loopnest.search.FoundMapping;
import archsim.engine.machines.loopnest.search.NestSearch;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.Precision;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.plan.MappedLayer;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.MappingLimits;
import archsim.engine.plan.PlanCost;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.sram.PlacedSram;
import archsim.engine.sram.SramBuffer;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A machine as levels from DRAM to the multipliers, which runs a layer as loops at these levels.
 *
 * <p>Cycles: a step of the innermost loops takes one. Steps and places that zeros leave out take none. Instances wait for
 * each other where their level says so. Within a step of the DRAM's loops all transfers on the chip overlap with computing,
 * unless a memory's ports take longer. Zeros are otherwise multiplied like anything else.
 *
 * @param levels outermost first: DRAM, then memories and spatial levels; the multipliers stand behind the last
 */
@CheckedInPart(LevelParts.class)
public record DescribedMachine(List<Level> levels) implements Dataflow {

    /** Of the adder that decodes places beside a multiplier. */
    private static final int INDEX_BITS = 16;

    public DescribedMachine {
        levels = List.copyOf(levels);
        var faults = new ComponentFaults();
        for (LevelFault fault : LevelCheck.faultsOf(levels)) {
            faults.require(false, "levels" + fault.pointer(), "%s", fault.sentence());
        }
        faults.throwIfAny();
    }

    @Override
    public Optional<PeArray> ownArray() {
        int columns = levels.get(levels.size() - 1).instances();
        return Optional.of(new PeArray((int) (multipliers() / columns), columns));
    }

    private long multipliers() {
        return instances(levels.size());
    }

    /** Instances of {@code level}: all places that levels outside it feed. */
    private long instances(int level) {
        long instances = 1;
        for (int i = 0; i < level; i++) {
            instances = Math.multiplyExact(instances, levels.get(i).instances());
        }
        return instances;
    }

    /** The level of the products that one multiplier makes of narrow operands. */
    private Optional<Spatial> cut() {
        return levels.get(levels.size() - 1) instanceof Spatial spatial
                        && spatial.subWord().isPresent()
                ? Optional.of(spatial)
                : Optional.empty();
    }

    /** Of a multiplier that is cut each part counts as one. */
    @Override
    public Action.Multiply product(Precision precision) {
        return cut().map(spatial -> spatial.subWord().orElseThrow().part(precision))
                .orElseGet(precision::product);
    }

    @Override
    public int operandBits(Precision precision) {
        return cut().isEmpty()
                ? Dataflow.super.operandBits(precision)
                : product(precision).operandBits() + product(precision).narrowBits();
    }

    @Override
    public void check(Precision precision, ComponentFaults faults) {
        cut().ifPresent(spatial -> spatial.check(precision, faults));
    }

    @Override
    public Optional<String> assumption() {
        return new NestAssumptions(levels).sentence();
    }

    @Override
    public List<PlacedSram> ownSrams() {
        var srams = new ArrayList<PlacedSram>();
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i) instanceof Memory memory && memory.made() == Memory.Cells.SRAM) {
                var buffer =
                        new SramBuffer(memory.bankBytes() * memory.bankCount(), memory.wordBits(), memory.bankCount());
                srams.add(new PlacedSram(
                        pointer(i), memory.holds().get(0).dataType(), buffer, instances(i), memory.technologyNm()));
            }
        }
        return srams;
    }

    private static String pointer(int level) {
        return "/dataflow/levels/" + level;
    }

    @Override
    public Map<String, Integer> ownNodes() {
        var nodes = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < levels.size(); i++) {
            String pointer = pointer(i) + "/technologyNm";
            levels.get(i).technologyNm().ifPresent(node -> nodes.put(pointer, node));
        }
        return nodes;
    }

    @Override
    public List<ComponentParts> components(Machine machine) {
        var parts = new ArrayList<ComponentParts>();
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i) instanceof Memory memory) {
                parts.add(new ComponentParts(memory.component(), instances(i) * memory.bankCount(), memory.part()));
            }
        }
        if (levels.stream().anyMatch(level -> Stream.of(Operand.values())
                .anyMatch(operand -> level.format(operand).isCompressed()))) {
            parts.add(new ComponentParts(Component.INDEXING, machine.multipliers(), new Part.Adder(INDEX_BITS)));
        }
        return parts;
    }

    @Override
    public ZeroInputs zeroInputs() {
        boolean skipped = levels.stream().anyMatch(level -> level.skips(Operand.INPUTS) || level.packs(Operand.INPUTS));
        boolean gated =
                levels.stream().anyMatch(level -> level instanceof Memory memory && memory.gates(Operand.INPUTS));
        return skipped ? ZeroInputs.SKIPPED : gated ? ZeroInputs.GATED : ZeroInputs.MULTIPLIED;
    }

    @Override
    public Optional<Class<? extends Record>> mapping() {
        return Optional.of(NestMapping.class);
    }

    @Override
    public Optional<Class<? extends Record>> constraints() {
        return Optional.of(NestConstraints.class);
    }

    @Override
    public Optional<Record> sampleMapping() {
        return Optional.of(NestMapping.SAMPLE);
    }

    @Override
    public Optional<Record> sampleConstraints() {
        return Optional.of(NestConstraints.SAMPLE);
    }

    @Override
    public List<String> faultsOf(LayerWorkload layer, Machine machine, Record binding, Set<String> unread) {
        Precision precision = machine.precision();
        List<Level> suited = levelsFor(layer, precision);
        var parts = new UnreadParts(unread);
        if (binding instanceof NestConstraints constraints) {
            return NestSearch.faultsOf(constraints, parts, suited, layer, precision);
        }
        var check = new NestCheck(layer.shape(), suited, parts);
        Nest nest = check.nest((NestMapping) binding);
        return nest == null || !check.faults().isEmpty() ? check.faults() : NestPlan.faultsOf(nest, layer, precision);
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine) {
        return plan(layer, machine, PipelineTime.goal());
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        Optional<NestMapping> given = goal.given(layer.layer().name(), NestMapping.class);
        if (given.isPresent()) {
            return NestPlan.of(
                    nest(layer, machine.precision(), given.get()),
                    layer,
                    machine.precision(),
                    mode(layer, machine.precision()));
        }
        return search(layer, machine, goal).plan();
    }

    /** Weights that are not N:M lie as they are where the machine has a code for such; others by the largest M they keep. */
    private List<Level> levelsFor(LayerWorkload layer, Precision precision) {
        return NmWeights.coded(layer, levels).stream()
                .map(level -> level.ofWidths(layer.weightBits(), precision.activationBits()))
                .toList();
    }

    private String mode(LayerWorkload layer, Precision precision) {
        var modes = new ArrayList<String>();
        if (haveGroups(levels)) {
            modes.add(haveGroups(levelsFor(layer, precision)) ? "N:M weights" : "weights not N:M, uncompressed");
        }
        cut().flatMap(Spatial::subWord).ifPresent(cut -> modes.add(cut.mode(layer.weightBits(), precision)));
        return String.join(", ", modes);
    }

    private static boolean haveGroups(List<Level> some) {
        return some.stream().anyMatch(level -> level.format(Operand.WEIGHTS).isOfGroups());
    }

    /**
     * The nest of a mapping.
     *
     * @throws archsim.engine.plan.InfeasibleLayerException with all that is wrong with it
     */
    public Nest nest(LayerWorkload layer, Precision precision, NestMapping mapping) {
        var check = new NestCheck(layer.shape(), levelsFor(layer, precision));
        Nest nest = check.nest(mapping);
        var limits = new MappingLimits(layer.layer().name());
        check.faults().forEach(limits::fault);
        limits.throwIfAny();
        return nest;
    }

    /**
     * The best mapping found for a layer, within the constraints of the goal.
     *
     * @throws archsim.engine.plan.InfeasibleLayerException if no mapping fits
     */
    public FoundMapping search(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return new NestSearch(
                        levelsFor(layer, machine.precision()),
                        layer,
                        machine.precision(),
                        mode(layer, machine.precision()),
                        goal)
                .best();
    }

    @Override
    public Optional<MappedLayer> map(LayerWorkload layer, Machine machine, MappingGoal goal) {
        Optional<NestMapping> given = goal.given(layer.layer().name(), NestMapping.class);
        if (given.isPresent()) {
            LayerPlan plan = plan(layer, machine, goal);
            PlanCost cost = goal.costs(List.of(plan)).get(0);
            return Optional.of(mapped(layer, machine, given.get(), plan, cost, "given"));
        }
        FoundMapping found = search(layer, machine, goal);
        String fixed = goal.constraints(layer.layer().name(), NestConstraints.class)
                .map(constraints -> " with " + constraints)
                .orElse("");
        String search = RootLocale.format(
                "%s %,d mappings%s; %.2f times the least cycles that any %scould take",
                found.exhaustive() ? "best of all" : "best found in",
                found.covered(),
                fixed,
                found.timesLeast(),
                fixed.isEmpty() ? "" : "of these ");
        return Optional.of(mapped(layer, machine, found.mapping(), found.plan(), found.cost(), search));
    }

    private MappedLayer mapped(
            LayerWorkload layer, Machine machine, NestMapping mapping, LayerPlan plan, PlanCost cost, String search) {
        return new MappedLayer(NestText.of(nest(layer, machine.precision(), mapping)), mapping, plan, cost, search);
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        FoundMapping found = search(layer, machine, PipelineTime.goal());
        return new NestProducts(nest(layer, machine.precision(), found.mapping()), layer, values).run();
    }
}
