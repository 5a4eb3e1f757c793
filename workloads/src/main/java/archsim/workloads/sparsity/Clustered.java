package archsim.workloads.sparsity;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;

/**
 * Single weights, more of them in some input channels than in others.
 *
 * @param variation coefficient of variation of the density of a channel's weights over all filters, at least 0
 */
record Clustered(double variation) implements Regularity {

    @Override
    public Scheme scheme(Mask weights) {
        return Regularity.denseOr(Scheme.NON_STRUCTURED, weights);
    }

    @Override
    public Mask draw(LayerShape shape, double density, Selection selection) {
        return ClusteredDraw.ofWeights(shape).draw(Math.toIntExact(shape.weights()), density, variation, selection);
    }
}
