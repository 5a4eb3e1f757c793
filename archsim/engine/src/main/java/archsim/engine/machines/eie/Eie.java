package archsim.engine.machines.eie;

import archsim.base.json.Range;
import archsim.energy.Action;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.energy.Part;
import archsim.engine.pe.Machine;
import archsim.engine.pe.Precision;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.tiling.LoopNest;
import archsim.tables.SparseUnit;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerWorkload;
import archsim.workloads.storage.CscInterleaved;
import java.util.List;

/**
 * EIE: compressed sparse matrices times vectors of which only the non-zeros are broadcast.
 *
 * <p>Row {@code i} of the matrix belongs to PE {@code i mod PEs}. Activations that are not zero go out in order, at most
 * one a cycle, to the queue of every PE; while any queue is full, none goes out. A PE works off the column at the head of
 * its queue one stored entry a cycle; a column in which it has none costs a cycle's look at the pointers. Entries are a
 * weight and the zeros since the entry before in the same column, counted in the PE's own rows; a gap too long for the
 * index is bridged by padding zeros, which cost a cycle each. Vectors of a batch follow one another. A matrix with more
 * rows than there are destination registers is done in several passes over the vector. Pointers have 16 bits: where a PE
 * has more than 65,535 entries, the matrix is cut into blocks of columns with pointers of their own.
 *
 * <p>Only fully connected layers and products with a matrix of weights run; everything else is refused.
 *
 * <p>Source: S. Han et al., "EIE: Efficient Inference Engine on Compressed Deep Neural Network", ISCA 2016.
 *
 * @param queueDepth columns that a PE's queue holds, the one at work among them
 * @param indexBits width of a relative index
 * @param registersPerFile destination registers of a PE, and so rows of a pass over PEs
 * @param pointerBytes column pointers of a PE, in two banks
 * @param pipelineCycles to fill and drain for each vector
 * @param residentWeights whether a layer that fits the weight memories is in them before it starts
 */
public record Eie(
        @Range(min = 1, max = 65536) int queueDepth,
        @Range(min = 1, max = 16) int indexBits,
        @Range(min = 1, max = 65536) int registersPerFile,
        @Range(min = 1024, max = 1 << 22) int pointerBytes,
        @Range(min = 0, max = 1000) int pipelineCycles,
        boolean residentWeights)
        implements Dataflow {

    /** Codes of weights are looked up in a table of words as wide as activations. */
    static Action.Multiply decodedProduct(Precision precision) {
        return Action.Multiply.of(precision.operandBits());
    }

    @Override
    public Action.Multiply product(Precision precision) {
        return decodedProduct(precision);
    }

    @Override
    public ZeroInputs zeroInputs() {
        return ZeroInputs.SKIPPED;
    }

    @Override
    public boolean keepsWeightsOnChip() {
        return residentWeights;
    }

    @Override
    public boolean alwaysStoresIndices() {
        return true;
    }

    /** Matrices of weights times vectors, nothing else. */
    @Override
    public boolean runs(Layer layer) {
        return layer.kind() == LayerKind.LINEAR;
    }

    @Override
    public void requireFeasible(Layer layer, Machine machine) {
        EiePlan.requireMatrixProduct(layer);
    }

    @Override
    public List<ComponentParts> components(Machine machine) {
        int pes = machine.multipliers();
        int bits = machine.precision().activationBits();
        var registers = new Part.RegisterFile(registersPerFile, bits);
        var pointers = new Part.Sram(pointerBytes / 2, CscInterleaved.POINTER_BITS);
        return List.of(
                new ComponentParts(
                        EieKind.NON_ZERO_DETECTION, 1, new Part.SparseLogic(SparseUnit.PRIORITY_ENCODER, pes)),
                new ComponentParts(Component.INDEXING, pes, new Part.Adder(indexBits)),
                new ComponentParts(EieKind.INPUT_REGISTERS, pes, registers),
                new ComponentParts(EieKind.QUEUES, pes, new Part.RegisterFile(queueDepth, bits)),
                new ComponentParts(
                        EieKind.CODEBOOK, pes, new Part.RegisterFile(codebookWords(machine.precision()), bits)),
                new ComponentParts(EieKind.POINTER_MEMORY, 2L * pes, pointers),
                new ComponentParts(
                        Component.ACCUMULATORS,
                        pes,
                        new Part.RegisterFile(
                                registersPerFile, machine.precision().accumulatorBits())));
    }

    /** Sums are made beside their registers. */
    @Override
    public Component addersOfProducts() {
        return Component.ACCUMULATORS;
    }

    /** One for each value that a stored weight may have. */
    static int codebookWords(Precision precision) {
        return 1 << Math.min(precision.weightBits(), 16);
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine) {
        return new EiePlan(this, layer, machine).build();
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        var plan = new EiePlan(this, layer, machine);
        return LoopNest.convolve(plan.layer(), values, plan.tiles(), (group, filter, c, r, s, product) -> product != 0);
    }
}
