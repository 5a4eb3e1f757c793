package archsim.workloads.pruning;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.BitSet;

/** The filters (rows) of the largest norms; the network's outputs all stay. */
public record Filters(double rate) implements Projection {

    public Filters {
        Projection.requireRate(rate);
    }

    @Override
    public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
        if (outputs) {
            return Mask.full(magnitudes.length);
        }
        int width = Math.toIntExact(shape.weightsPerFilter());
        double[] norms = new Norms(magnitudes, width).ofRows(Norms.all(width));
        BitSet rows = Norms.largest(norms, Projection.kept(shape.k(), rate));
        return Mask.of(magnitudes.length, i -> rows.get(i / width));
    }

    @Override
    public Scheme scheme() {
        return rate == 1 ? Scheme.DENSE : Scheme.FILTER;
    }
}
