package archsim.workloads.sparsity;

import archsim.base.Problems;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Workload;
import archsim.workloads.network.Network;
import java.util.List;

/** A network whose masks are drawn from a seed. */
public final class GeneratedWorkload {

    private final Regularity regularity;
    private final Density weights;
    private final Density activations;
    private final double variation;
    private final OperandBits bits;
    private final long seed;

    private GeneratedWorkload(Sparsity sparsity, OperandBits bits, long seed) {
        this.regularity = sparsity.regularity();
        this.weights = sparsity.weights();
        this.activations = sparsity.activations();
        this.variation = sparsity.activationDensityVariation().orElse(0);
        this.bits = bits;
        this.seed = seed;
    }

    /** One image of {@code network}, under the network's name; activations are as wide as weights. */
    public static Workload of(Network network, Sparsity sparsity, int weightBits, long seed) {
        return of(network.name(), network, sparsity, new OperandBits(weightBits, weightBits), 1, seed);
    }

    /**
     * A workload of drawn masks. Each layer's depend on the seed and its name alone, not on the other layers.
     *
     * @param name of the workload
     * @param sparsity that {@link Sparsity#check} finds no fault in
     * @param bits width of weights, and of the activations that take their place where both operands are activations
     * @param images the batch, at least 1
     */
    public static Workload of(
            String name, Network network, Sparsity sparsity, OperandBits bits, int images, long seed) {
        var problems = new Problems("sparsity of " + name);
        sparsity.check(network, problems, "");
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toException().getMessage());
        }
        var draw = new GeneratedWorkload(sparsity, bits, seed);
        List<LayerWorkload> layers = network.layers().parallelStream()
                .map(layer -> draw.layer(layer.withBatch(images)))
                .toList();
        return new Workload(name, network.name(), "", layers);
    }

    private LayerWorkload layer(Layer layer) {
        LayerShape shape = layer.shape();
        double density = activations.of(layer.name());
        Mask inputs = ClusteredDraw.ofInputs(shape)
                .draw(Math.toIntExact(shape.inputs()), density, variation, Selection.of(seed, layer.name(), "inputs"));
        Selection selection = Selection.of(seed, layer.name(), "weights");
        return layer.hasParameters()
                ? with(layer, inputs, regularity, weights.of(layer.name()), bits.weights(), selection)
                : with(layer, inputs, new Bernoulli(), density, bits.activations(), selection);
    }

    private static LayerWorkload with(
            Layer layer, Mask inputs, Regularity regularity, double density, int bits, Selection selection) {
        Mask kept = regularity.draw(layer.shape(), density, selection);
        return new LayerWorkload(layer, kept, inputs, bits, regularity.scheme(kept));
    }
}
