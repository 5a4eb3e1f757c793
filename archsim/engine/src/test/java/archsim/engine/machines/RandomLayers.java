package archsim.engine.machines;

import archsim.engine.UnevenShapes;
import archsim.engine.UniformLayer;
import archsim.engine.counts.CaseShare;
import archsim.engine.plan.LayerValues;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Pooling;
import archsim.workloads.Scheme;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Small layers of all kinds from a fixed seed. */
public final class RandomLayers {

    private RandomLayers() {}

    /** {@code count} even layers and some that are uneven; the same for the same seed. */
    public static Stream<LayerWorkload> of(int count, long seed) {
        return Stream.concat(even(count, seed), uneven(count, seed));
    }

    /** Layers without dilation whose stride is the same on both axes, and padding on all sides. */
    public static Stream<LayerWorkload> even(int count, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, CaseShare.of(count)).mapToObj(i -> layer("layer" + i, shape(random), random));
    }

    /** From a stream of their own. */
    private static Stream<LayerWorkload> uneven(int count, long seed) {
        var random = new SplittableRandom(~seed);
        return IntStream.range(0, UnevenShapes.beside(CaseShare.of(count)))
                .mapToObj(i -> layer("uneven" + i, UnevenShapes.draw(random), random));
    }

    private static LayerWorkload layer(String name, LayerShape shape, SplittableRandom random) {
        boolean structured = random.nextInt(4) == 0;
        double[] densities = {1, 0.6, 0.3, 0.08};
        double weightDensity = densities[random.nextInt(4)];
        double inputDensity = densities[random.nextInt(4)];
        Mask weights = structured ? structuredMask(shape, random) : mask(shape.weights(), weightDensity, random);
        Scheme scheme = structured
                ? Scheme.COLUMN_FILTER
                : weights.count() == weights.size() ? Scheme.DENSE : Scheme.NON_STRUCTURED;
        Optional<Pooling> pooling = random.nextInt(3) == 0 ? Optional.of(new Pooling(2, 2)) : Optional.empty();
        return new LayerWorkload(
                new Layer(name, shape, pooling), weights, mask(shape.inputs(), inputDensity, random), 4, scheme);
    }

    private static LayerShape shape(SplittableRandom random) {
        int n = 1 + random.nextInt(2);
        int groups = 1 + random.nextInt(2);
        int c = groups * (1 + random.nextInt(24));
        int k = groups * (1 + random.nextInt(40));
        if (random.nextInt(4) == 0) {
            return LayerShape.fullyConnected(n, c * 8, k);
        }
        int r = 1 + random.nextInt(4);
        int s = 1 + random.nextInt(4);
        int stride = new int[] {1, 1, 2, 4}[random.nextInt(4)];
        int h = r + random.nextInt(12);
        int w = s + random.nextInt(12);
        int padding = random.nextInt(3);
        int fitting = Math.min(stride, Math.min(h, w) + 2 * padding);
        return UniformLayer.shape(n, c, k, h, w, r, s, fitting, padding, groups);
    }

    public static Mask mask(long size, double density, SplittableRandom random) {
        return Mask.of(Math.toIntExact(size), i -> random.nextDouble() < density);
    }

    /** At least one filter and one column stay. */
    private static Mask structuredMask(LayerShape shape, SplittableRandom random) {
        int columns = Math.toIntExact(shape.weightsPerFilter());
        Mask filters = mask(shape.k(), 0.5, random);
        Mask kept = mask(columns, 0.5, random);
        return Mask.of(
                Math.toIntExact(shape.weights()),
                i -> (filters.get(i / columns) || i / columns == 0) && (kept.get(i % columns) || i % columns == 0));
    }

    /** Integers from -7 to 7 where the masks have something, never 0 there. */
    static LayerValues values(LayerWorkload layer, long seed) {
        var random = new SplittableRandom(seed);
        return new LayerValues(layer.shape(), values(layer.weights(), random), values(layer.inputs(), random));
    }

    private static int[] values(Mask mask, SplittableRandom random) {
        return IntStream.range(0, mask.size())
                .map(i -> mask.get(i) ? (1 + random.nextInt(7)) * (random.nextBoolean() ? 1 : -1) : 0)
                .toArray();
    }
}
