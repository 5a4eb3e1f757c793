package archsim.workloads.sparsity;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;

/** Single weights, each as likely as any other. */
record Bernoulli() implements Regularity {

    @Override
    public Scheme scheme(Mask weights) {
        return Regularity.denseOr(Scheme.NON_STRUCTURED, weights);
    }

    @Override
    public Mask draw(LayerShape shape, double density, Selection selection) {
        return selection.draw(Math.toIntExact(shape.weights()), density);
    }
}
