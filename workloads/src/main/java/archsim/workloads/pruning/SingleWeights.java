package archsim.workloads.pruning;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.Arrays;

/** The largest single weights. */
public record SingleWeights(double rate) implements Projection {

    public SingleWeights {
        Projection.requireRate(rate);
    }

    @Override
    public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
        int keep = Projection.kept(magnitudes.length, rate);
        float[] sorted = magnitudes.clone();
        Arrays.sort(sorted);
        float least = sorted[sorted.length - keep];
        int above = 0;
        for (float magnitude : magnitudes) {
            above += magnitude > least ? 1 : 0;
        }
        int[] equalsLeft = {keep - above};
        return Mask.of(
                magnitudes.length, i -> magnitudes[i] > least || (magnitudes[i] == least && equalsLeft[0]-- > 0));
    }

    @Override
    public Scheme scheme() {
        return rate == 1 ? Scheme.DENSE : Scheme.NON_STRUCTURED;
    }
}
