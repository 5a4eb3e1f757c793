package archsim.workloads.sparsity;

import archsim.workloads.InputChoice;
import archsim.workloads.InputOrigin;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.MeasuredInputs;
import java.util.Optional;

/**
 * Inputs as a configuration states them, drawn where they were not measured.
 *
 * <p>A stated density counts more than what was measured; a rule is applied to what was measured.
 *
 * @param density of each layer, or of some; all inputs if there is neither a density nor a rule
 * @param variation coefficient of variation of the channels' densities
 * @param rule that drops inputs, in place of a density
 * @param seed of what is drawn
 */
public record StatedInputs(Optional<Density> density, double variation, Optional<ActivationRule> rule, long seed)
        implements InputChoice {

    @Override
    public boolean needs(Layer layer) {
        return density.flatMap(said -> said.find(layer.name())).isEmpty();
    }

    @Override
    public boolean keepsAccuracy() {
        return rule.isEmpty();
    }

    @Override
    public Inputs inputs(Layer layer, Optional<MeasuredInputs> measured) {
        if (!needs(layer)) {
            return new Inputs(drawn(layer), InputOrigin.STATED);
        }
        if (rule.isEmpty()) {
            return InputChoice.AS_MEASURED.inputs(layer, measured);
        }
        return measured.map(found -> new Inputs(rule.get().kept(layer.shape(), found), InputOrigin.MEASURED))
                .orElseGet(() ->
                        new Inputs(rule.get().draw(layer.shape(), selection(layer, "inputs")), InputOrigin.STATED));
    }

    private Mask drawn(Layer layer) {
        LayerShape shape = layer.shape();
        if (densityOf(layer) == 1) {
            return Mask.full(Math.toIntExact(shape.inputs()));
        }
        return ClusteredDraw.ofInputs(shape)
                .draw(Math.toIntExact(shape.inputs()), densityOf(layer), variation, selection(layer, "inputs"));
    }

    @Override
    public Mask secondOperand(Layer product) {
        if (rule.isEmpty() && densityOf(product) == 1) {
            return Mask.full(Math.toIntExact(product.shape().weights()));
        }
        Selection selection = selection(product, "weights");
        return rule.map(said -> said.drawOperand(product.shape(), selection))
                .orElseGet(() -> new Bernoulli().draw(product.shape(), densityOf(product), selection));
    }

    private double densityOf(Layer layer) {
        return density.flatMap(said -> said.find(layer.name())).orElse(1.0);
    }

    private Selection selection(Layer layer, String use) {
        return Selection.of(seed, layer.name(), use);
    }
}
