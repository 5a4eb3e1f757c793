package archsim.engine.machines.eyeriss;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import archsim.energy.ComponentParts;
import archsim.energy.Part;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.plan.MappingGoal;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.PipelineTime;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.Optional;

/**
 * Eyeriss: rows of filters stay in the PEs, rows of inputs pass by, rows of outputs are summed up from PE to PE.
 *
 * <p>A layer runs in processing passes, cut all alike as the {@link RowStationaryMapping} says that {@link
 * RowStationarySearch} finds. In a pass a PE makes for each output {@code q x S} products of each of its {@code p}
 * filters and then adds the sum that comes in from the PE before it, or from the global buffer. A zero input gates the
 * multiplier and the scratchpads; it never saves a cycle. A structured layer runs without its empty filters and
 * channels.
 *
 * <p>Sources: Y.-H. Chen et al., "Eyeriss", ISCA 2016 (dataflow), and "Eyeriss", IEEE JSSC 2017 (chip).
 *
 * @param inputSpadWords inputs that a PE holds
 * @param filterSpadWords weights that a PE holds
 * @param psumSpadWords partial sums that a PE holds
 * @param filterWordsPerCycle weights that the network takes from the global buffer to the array
 * @param inputWordsPerCycle inputs that it takes there
 * @param psumWordsPerCycle partial sums that it takes there, and as many back
 * @param pePitchMm from one PE to the next
 * @param shiftsInTime whether a PE stands still while it shifts the inputs of its next output into the scratchpad, one a
 *     cycle, as moateff/Eyeriss-v1-Processing-Element ae4b1b1 does; false if absent: they come while it multiplies
 */
public record Eyeriss(
        @Range(min = 1, max = 65536) int inputSpadWords,
        @Range(min = 1, max = 65536) int filterSpadWords,
        @Range(min = 1, max = 65536) int psumSpadWords,
        @Range(min = 1, max = 1024) int filterWordsPerCycle,
        @Range(min = 1, max = 1024) int inputWordsPerCycle,
        @Range(min = 1, max = 1024) int psumWordsPerCycle,
        @Range(min = 0, max = 100) double pePitchMm,
        Optional<Boolean> shiftsInTime)
        implements Dataflow {

    /** Mappings are chosen for few DRAM words first: more PEs may make way for another one that is faster, too. */
    @Override
    public int mostSpeedUpOfTwiceThePes() {
        return 4;
    }

    @Override
    public ZeroInputs zeroInputs() {
        return ZeroInputs.GATED;
    }

    @Override
    public boolean poolsOutputs() {
        return false;
    }

    @Override
    public List<ComponentParts> components(Machine machine) {
        int pes = machine.peArray().size();
        int bits = machine.precision().operandBits();
        int sumBits = machine.precision().accumulatorBits();
        return List.of(
                new ComponentParts(EyerissKind.FILTER_SPAD, pes, new Part.RegisterFile(filterSpadWords, bits)),
                new ComponentParts(EyerissKind.INPUT_SPAD, pes, new Part.RegisterFile(inputSpadWords, bits)),
                new ComponentParts(EyerissKind.PSUM_SPAD, pes, new Part.RegisterFile(psumSpadWords, sumBits)));
    }

    /** Layers without dilation: the diagonals of the array bring a PE the rows of its filter one after the other. */
    @Override
    public boolean runs(Layer layer) {
        return !layer.shape().rows().isDilated() && !layer.shape().columns().isDilated();
    }

    @Override
    public void requireFeasible(Layer layer, Machine machine) {
        if (!runs(layer)) {
            throw new InfeasibleLayerException(
                    layer.name(),
                    RootLocale.format(
                            "a row-stationary array moves neighbouring inputs from PE to PE: dilation %d x %d does not"
                                    + " run",
                            layer.shape().rows().dilation(),
                            layer.shape().columns().dilation()));
        }
    }

    /**
     * The mapping that the design runs a layer with; zeros in the data do not change it.
     *
     * @throws InfeasibleLayerException if there is none
     */
    public RowStationaryMapping mapping(LayerWorkload layer, Machine machine) {
        return mapping(layer, machine, PipelineTime.goal());
    }

    private RowStationaryMapping mapping(LayerWorkload layer, Machine machine, MappingGoal goal) {
        requireFeasible(layer.layer(), machine);
        return RowStationarySearch.best(new KeptLayer(layer), machine, this, goal);
    }

    @Override
    public Optional<Class<? extends Record>> mapping() {
        return Optional.of(GivenRowStationary.class);
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine) {
        return plan(layer, machine, PipelineTime.goal());
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine, MappingGoal goal) {
        return new EyerissPlan(new KeptLayer(layer), machine, this, mapping(layer, machine, goal)).build();
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        var kept = new KeptLayer(layer);
        var run = new FunctionalRun(layer.shape());
        var passes = new EyerissPasses(kept, mapping(layer, machine));
        passes.forEach(pass -> EyerissFunction.compute(pass, kept, values, run));
        return run;
    }
}
