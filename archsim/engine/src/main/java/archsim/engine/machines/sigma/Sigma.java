package archsim.engine.machines.sigma;

import archsim.base.json.Range;
import archsim.engine.pe.Machine;
import archsim.engine.pe.PeArray;
import archsim.engine.plan.Dataflow;
import archsim.engine.plan.FunctionalRun;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.LayerValues;
import archsim.engine.tiling.KeptLayer;
import archsim.engine.tiling.LoopNest;
import archsim.workloads.LayerWorkload;
import java.util.List;
import java.util.Optional;

/**
 * SIGMA-like packing: the weights that are there fill the multipliers row by row, inputs stream past them.
 *
 * <p>Rows are filters, on all multipliers of the array together, a power of two. An iteration configures the networks,
 * loads its weights, streams one vector of inputs for each output position and waits until all sums have come; iterations
 * do not overlap. Zero inputs are sent like any other, though not read from the buffer. Where not all positions fit the
 * input buffer, or images of several rows come in a batch, all iterations are run for one patch after the other.
 *
 * <p>Source: E. Qin et al., "SIGMA", HPCA 2020, as STONNE computes it (F. Munoz-Martinez et al., IISWC 2021): its
 * controller, with MAERI's tree in place of SIGMA's own networks.
 *
 * <p>The published RTL (georgia-tech-synergy-lab/SIGMA 213a062) has networks without conflicts and another packing: an
 * iteration takes a cycle to load and one a vector, and sums leave {@code log2(multipliers) + 4} cycles after the last.
 *
 * @param distributionBandwidth values that reach the multipliers in a cycle, a power of two; more than there are
 *     multipliers is as good as one for each
 * @param control whose iterations; {@link Control#STONNE} if absent
 * @param packing for the RTL's control: how rows fill the multipliers; {@link Packing#ROWS} if absent
 */
public record Sigma(
        @Range(min = 1, max = 1_048_576) int distributionBandwidth,
        Optional<Control> control,
        Optional<Packing> packing)
        implements Dataflow {

    /** Whose iterations, and whether they overlap. */
    public enum Control {
        /** STONNE's: its tree, bus and write queue; nothing overlaps. */
        STONNE,
        /** The RTL's: the next iteration is loaded straight after the last vector. */
        PIPELINED,
        /** The RTL's with the networks drained after each iteration. */
        DRAINED
    }

    /** How rows fill the multipliers of the RTL. */
    public enum Packing {
        /** Whole rows in order, empty ones left out; only a row longer than all multipliers comes in parts. */
        ROWS,
        /** Rows are cut anywhere, so that only the last iteration is not full; parts are summed up outside. */
        DENSE
    }

    /** STONNE's machine. */
    public static Sigma stonne(int distributionBandwidth) {
        return new Sigma(distributionBandwidth, Optional.empty(), Optional.empty());
    }

    public Sigma {
        if (packing.isPresent() && control.orElse(Control.STONNE) == Control.STONNE) {
            throw new IllegalArgumentException("packing is for the RTL's control, \"pipelined\" or \"drained\"");
        }
        if (Integer.bitCount(distributionBandwidth) != 1) {
            throw new IllegalArgumentException(
                    "distributionBandwidth must be a power of two, was " + distributionBandwidth);
        }
    }

    Control controlInForce() {
        return control.orElse(Control.STONNE);
    }

    @Override
    public boolean takes(PeArray array) {
        return array.size() >= SigmaPlan.SMALLEST_TREE && Integer.bitCount(array.size()) == 1;
    }

    @Override
    public List<String> parametersOfAllPes() {
        return List.of("distributionBandwidth");
    }

    @Override
    public boolean alwaysStoresIndices() {
        return true;
    }

    /** Rows of 0.6 of the multipliers take a round each; on twice as many three of them share one. */
    @Override
    public int mostSpeedUpOfTwiceThePes() {
        return 3;
    }

    @Override
    public LayerPlan plan(LayerWorkload layer, Machine machine) {
        return new SigmaPlan(this, layer, machine).build();
    }

    /** Times that the networks are configured for the layer, parts of long rows and patches each counted. */
    public long iterations(LayerWorkload layer, Machine machine) {
        return new SigmaPlan(this, layer, machine).iterations();
    }

    @Override
    public FunctionalRun compute(LayerWorkload layer, Machine machine, LayerValues values) {
        var kept = new KeptLayer(layer);
        return LoopNest.convolve(
                kept,
                values,
                new SigmaPlan(this, layer, machine).tiles(),
                (group, filter, c, r, s, product) -> kept.isPresent(group, filter, c, r, s));
    }
}
