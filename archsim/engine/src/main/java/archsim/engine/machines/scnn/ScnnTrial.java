package archsim.engine.machines.scnn;

import archsim.engine.pe.Machine;
import archsim.engine.tiling.KeptLayer;
import java.util.Arrays;

/**
 * How many cycles a cut of maps takes, from the first groups of filters and channels on its largest region: these are
 * multiplied as in earnest, conflicts and the waiting of PEs for each other included.
 */
final class ScnnTrial {

    /** Filters that are multiplied at least. */
    private static final int FILTERS = 8;

    /** Filters of a group, and channels, that are multiplied at most. */
    private static final int MOST = 64;

    private final Scnn scnn;
    private final KeptLayer kept;
    private final Machine machine;

    ScnnTrial(Scnn scnn, KeptLayer kept, Machine machine) {
        this.scnn = scnn;
        this.kept = kept;
        this.machine = machine;
    }

    /** Cycles of all regions and filters if they are like those that are tried. */
    double cycles(ScnnCut cut) {
        ScnnRegion region = cut.largest(kept.shape());
        var layer = new ScnnLayer(scnn, kept, region.shape(), machine);
        var inputs = new ScnnInputs(layer, region.inputs(kept.layer().inputs(), kept.shape()));
        var steps = new ScnnSteps(layer);
        long cycles = 0;
        int filters = 0;
        for (int group = 0; group < kept.shape().groups() && filters < FILTERS; group++) {
            for (int[] atOnce : layer.filterGroups(group)) {
                int[] some = Arrays.copyOf(atOnce, Math.min(MOST, atOnce.length));
                cycles += Math.max(multiply(layer, inputs, steps, group, some), layer.exchangeCycles(some.length));
                filters += some.length;
                if (filters >= FILTERS) {
                    break;
                }
            }
        }
        return (double) cycles / filters * kept.allFilters() * cut.regions(kept.shape());
    }

    private long multiply(ScnnLayer layer, ScnnInputs inputs, ScnnSteps steps, int group, int[] filters) {
        var weights = new ScnnWeights(kept, group, filters);
        int first = scnn.bankHash().isLocal() ? 0 : layer.firstFilter(group) + filters[0];
        long[] cycles = new long[layer.elements()];
        int channels = Math.min(MOST, kept.shape().channelsPerGroup());
        for (int c = 0; c < channels; c++) {
            steps.broadcast(inputs, weights, first, group, c, cycles);
        }
        steps.drain(cycles);
        return Arrays.stream(cycles).max().orElseThrow() * kept.shape().channelsPerGroup() / channels;
    }
}
