package archsim.workloads.sparsity;

import archsim.base.Problems;
import archsim.workloads.InputChoice;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import archsim.workloads.imports.transformer.PlacedLayer.Operand;
import archsim.workloads.language.RepeatedLayer;
import archsim.workloads.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A network whose masks are drawn from a seed. */
public final class GeneratedWorkload {

    private final Regularity regularity;
    private final Density weights;
    private final StatedInputs inputs;
    private final OperandBits bits;
    private final long seed;
    private final MaskStore masks;

    /** All that a mask of weights is drawn from. */
    private record MaskKey(
            Regularity regularity,
            int k,
            int channelsPerGroup,
            int r,
            int s,
            int groups,
            double density,
            String layer,
            long seed) {}

    private GeneratedWorkload(Sparsity sparsity, OperandBits bits, long seed, MaskStore masks) {
        this.regularity = sparsity.regularity();
        this.weights = sparsity.weights();
        this.inputs = sparsity.statedInputs(seed);
        this.bits = bits;
        this.seed = seed;
        this.masks = masks;
    }

    /** One image of {@code network}, under the network's name; activations are as wide as weights. */
    public static Workload of(Network network, Sparsity sparsity, int weightBits, long seed) {
        return of(network.name(), network, sparsity, new OperandBits(weightBits, weightBits), 1, seed);
    }

    /** A workload whose masks no other takes. */
    public static Workload of(
            String name, Network network, Sparsity sparsity, OperandBits bits, int images, long seed) {
        return of(name, network, sparsity, bits, images, seed, MaskStore.NONE);
    }

    /**
     * A workload of drawn masks. Each layer's depend on the seed and its name alone, not on the other layers.
     *
     * @param name of the workload
     * @param sparsity that {@link Sparsity#check} finds no fault in
     * @param bits width of weights, and of the activations that take their place where both operands are activations
     * @param images the batch, at least 1
     * @param masks that were drawn before
     */
    public static Workload of(
            String name, Network network, Sparsity sparsity, OperandBits bits, int images, long seed, MaskStore masks) {
        var problems = new Problems("sparsity of " + name);
        sparsity.check(network, problems, "");
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toException().getMessage());
        }
        var draw = new GeneratedWorkload(sparsity, bits, seed, masks);
        List<LayerWorkload> layers = network.layers().parallelStream()
                .map(layer -> draw.layer(layer.withBatch(images)))
                .toList();
        return new Workload(name, network.name(), "", layers);
    }

    /**
     * The layers of a language model, each drawn by the name that all layers equal to it share; their inputs stay as they are
     * drawn, their outputs are kept as keys and values of {@code cacheBits} where they are.
     *
     * @param sparsity that {@link Sparsity#check} finds no fault in
     * @param bits width of weights, and of activations in their place
     * @param masks that were drawn before
     */
    public static Workload of(
            String name,
            List<RepeatedLayer> layers,
            Sparsity sparsity,
            OperandBits bits,
            int cacheBits,
            long seed,
            MaskStore masks) {
        var draw = new GeneratedWorkload(sparsity, bits, seed, masks);
        var fromCache = new GeneratedWorkload(sparsity, new OperandBits(bits.weights(), cacheBits), seed, masks);
        List<LayerWorkload> drawn = layers.parallelStream()
                .map(layer -> (layer.operand() == Operand.CACHE ? fromCache : draw)
                        .layer(layer.layer().named(layer.drawnAs()))
                        .as(layer.layer(), layer.cachesOutputs() ? OptionalInt.of(cacheBits) : OptionalInt.empty()))
                .toList();
        return new Workload(name, name, "", drawn);
    }

    private LayerWorkload layer(Layer layer) {
        InputChoice.Inputs drawn = inputs.inputs(layer, Optional.empty());
        if (!layer.hasParameters()) {
            Mask second = inputs.secondOperand(layer);
            Scheme scheme = Regularity.denseOr(Scheme.NON_STRUCTURED, second);
            return new LayerWorkload(layer, second, drawn, bits.activations(), scheme);
        }
        double density = weights.of(layer.name());
        Mask kept = density == 1
                ? Mask.full(Math.toIntExact(layer.shape().weights()))
                : masks.get(
                        key(layer, density),
                        () -> regularity.draw(layer.shape(), density, Selection.of(seed, layer.name(), "weights")));
        return new LayerWorkload(layer, kept, drawn, bits.weights(), regularity.scheme(kept))
                .withPattern(regularity.blocks());
    }

    private MaskKey key(Layer layer, double density) {
        LayerShape shape = layer.shape();
        return new MaskKey(
                regularity,
                shape.k(),
                shape.channelsPerGroup(),
                shape.r(),
                shape.s(),
                shape.groups(),
                density,
                layer.name(),
                seed);
    }
}
