package archsim.workloads.sparsity;

import archsim.base.Problems;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Workload;
import archsim.workloads.network.Network;
import java.util.List;

/** A network whose masks are drawn from a seed. */
public final class GeneratedWorkload {

    private GeneratedWorkload() {}

    /** One image of {@code network}, under the network's name. */
    public static Workload of(Network network, Sparsity sparsity, int weightBits, long seed) {
        return of(network.name(), network, sparsity, weightBits, 1, seed);
    }

    /**
     * A workload of drawn masks. Each layer's depend on the seed and its name alone, not on the other layers.
     *
     * @param name of the workload
     * @param sparsity that {@link Sparsity#check} finds no fault in
     * @param weightBits width of a weight, 1 to 32
     * @param images the batch, at least 1
     */
    public static Workload of(String name, Network network, Sparsity sparsity, int weightBits, int images, long seed) {
        var problems = new Problems("sparsity of " + name);
        sparsity.check(network, problems, "");
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toException().getMessage());
        }
        List<LayerWorkload> layers = network.layers().stream()
                .map(layer -> draw(layer.withBatch(images), sparsity, weightBits, seed))
                .toList();
        return new Workload(name, network.name(), "", layers);
    }

    private static LayerWorkload draw(Layer layer, Sparsity sparsity, int weightBits, long seed) {
        String name = layer.name();
        Mask weights =
                sparsity.kind().draw(layer.shape(), sparsity.weights().of(name), Selection.of(seed, name, "weights"));
        Mask inputs = Selection.of(seed, name, "inputs")
                .draw(
                        Math.toIntExact(layer.shape().inputs()),
                        sparsity.activations().of(name));
        return new LayerWorkload(
                layer, weights, inputs, weightBits, sparsity.kind().scheme(weights));
    }
}
