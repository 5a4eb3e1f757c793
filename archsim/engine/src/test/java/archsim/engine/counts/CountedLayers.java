package archsim.engine.counts;

import archsim.engine.UnevenShapes;
import archsim.engine.UniformLayer;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Pooling;
import archsim.workloads.Scheme;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Small layers of every form that counting must survive: stride, padding, unequal kernels, unequal strides, pads and dilations, groups, depthwise, fully
 * connected, batches, pooling, channels without weights, without inputs, and filters without weights.
 */
public final class CountedLayers {

    private static final double[] DENSITIES = {1, 0.7, 0.35, 0.1};

    private CountedLayers() {}

    /**
     * {@code count} even layers and, each from a stream of their own, some uneven ones and some matrix products without zeros,
     * which machines count in closed form; the same for the same seed.
     */
    public static Stream<LayerWorkload> of(int count, long seed) {
        return Stream.concat(ofAnyForm(count, seed), uniform((CaseShare.of(count) + 7) / 8, seed));
    }

    private static Stream<LayerWorkload> uniform(int count, long seed) {
        var random = new SplittableRandom(-seed);
        return IntStream.range(0, count).mapToObj(i -> {
            int groups = 1 + random.nextInt(3);
            LayerShape shape = LayerShape.convolution(
                            groups * (1 + random.nextInt(150)), groups * (1 + random.nextInt(120)))
                    .batch(1 + random.nextInt(3))
                    .groups(groups)
                    .map(1 + random.nextInt(9), 1 + random.nextInt(4))
                    .kernel(1, 1)
                    .build();
            return new LayerWorkload(
                    new Layer("uniform" + i, shape, Optional.empty()),
                    Mask.full(Math.toIntExact(shape.weights())),
                    Mask.full(Math.toIntExact(shape.inputs())),
                    2 + random.nextInt(7),
                    Scheme.DENSE);
        });
    }

    private static Stream<LayerWorkload> ofAnyForm(int count, long seed) {
        var random = new SplittableRandom(seed);
        var ofUneven = new SplittableRandom(~seed);
        return Stream.concat(
                IntStream.range(0, CaseShare.of(count)).mapToObj(i -> layer("layer" + i, shape(i % 5, random), random)),
                IntStream.range(0, UnevenShapes.beside(CaseShare.of(count)))
                        .mapToObj(i -> layer("uneven" + i, UnevenShapes.draw(ofUneven), ofUneven)));
    }

    private static LayerWorkload layer(String name, LayerShape shape, SplittableRandom random) {
        Scheme scheme = scheme(random);
        Optional<Pooling> pooling = random.nextInt(3) == 0 ? Optional.of(new Pooling(2, 2)) : Optional.empty();
        return new LayerWorkload(
                new Layer(name, shape, pooling),
                weights(shape, scheme, random),
                inputs(shape, random),
                2 + random.nextInt(7),
                scheme);
    }

    private static Scheme scheme(SplittableRandom random) {
        Scheme[] schemes = {Scheme.DENSE, Scheme.NON_STRUCTURED, Scheme.NON_STRUCTURED, Scheme.COLUMN_FILTER};
        return schemes[random.nextInt(schemes.length)];
    }

    /** Forms: 0 and 1 plain, 2 grouped, 3 depthwise, 4 fully connected. */
    private static LayerShape shape(int form, SplittableRandom random) {
        int n = 1 + random.nextInt(3);
        if (form == 4) {
            return LayerShape.fullyConnected(n, 1 + random.nextInt(300), 1 + random.nextInt(70));
        }
        int groups = form == 2 ? 2 + random.nextInt(3) : form == 3 ? 1 + random.nextInt(20) : 1;
        int c = form == 3 ? groups : groups * (1 + random.nextInt(24));
        int k = groups * (1 + random.nextInt(form == 3 ? 2 : 36));
        int r = 1 + random.nextInt(4);
        int s = 1 + random.nextInt(4);
        int padding = random.nextInt(3);
        int h = r + random.nextInt(11);
        int w = s + random.nextInt(11);
        int stride = Math.min(1 + random.nextInt(3), Math.min(h, w) + 2 * padding);
        return UniformLayer.shape(n, c, k, h, w, r, s, stride, padding, groups);
    }

    /** Dense, single weights with now and then an empty channel or filter, or kept filters times kept columns. */
    private static Mask weights(LayerShape shape, Scheme scheme, SplittableRandom random) {
        int size = Math.toIntExact(shape.weights());
        int columns = Math.toIntExact(shape.weightsPerFilter());
        if (scheme == Scheme.DENSE) {
            return Mask.full(size);
        }
        double density = DENSITIES[random.nextInt(4)];
        if (scheme == Scheme.COLUMN_FILTER) {
            IntPredicate filters = drawn(shape.k(), 0.6, random);
            IntPredicate kept = drawn(columns, 0.5, random);
            return Mask.of(
                    size,
                    i -> (filters.test(i / columns) || i / columns == 0)
                            && (kept.test(i % columns) || i % columns == 0));
        }
        int kernel = shape.r() * shape.s();
        IntPredicate channels = drawn(shape.channelsPerGroup(), 0.85, random);
        IntPredicate filters = drawn(shape.k(), 0.9, random);
        return Mask.of(
                size,
                i -> random.nextDouble() < density && channels.test(i % columns / kernel) && filters.test(i / columns));
    }

    private static Mask inputs(LayerShape shape, SplittableRandom random) {
        double density = DENSITIES[random.nextInt(4)];
        int map = shape.h() * shape.w();
        IntPredicate channels = drawn(shape.n() * shape.c(), 0.9, random);
        return Mask.of(Math.toIntExact(shape.inputs()), i -> random.nextDouble() < density && channels.test(i / map));
    }

    private static IntPredicate drawn(int size, double share, SplittableRandom random) {
        boolean[] drawn = new boolean[size];
        for (int i = 0; i < size; i++) {
            drawn[i] = random.nextDouble() < share;
        }
        return i -> drawn[i];
    }
}
