package archsim.workloads.pruning;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.BitSet;

/**
 * The columns (filter shapes) of the largest norms, or the input channels, which are {@code r * s} columns each.
 *
 * <p>In a grouped layer the groups keep the same columns.
 */
public record Columns(double rate, boolean wholeChannels) implements Projection {

    public Columns {
        Projection.requireRate(rate);
    }

    @Override
    public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        int span = wholeChannels ? shape.r() * shape.s() : 1;
        double[] norms = new Norms(magnitudes, width).ofColumns(span);
        BitSet parts = Norms.largest(norms, Projection.kept(norms.length, rate));
        return Mask.of(magnitudes.length, i -> parts.get(i % width / span));
    }

    @Override
    public Scheme scheme() {
        return rate == 1 ? Scheme.DENSE : wholeChannels ? Scheme.CHANNEL : Scheme.COLUMN;
    }
}
