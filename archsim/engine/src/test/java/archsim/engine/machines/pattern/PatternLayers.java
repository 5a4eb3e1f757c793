package archsim.engine.machines.pattern;

import archsim.engine.UniformLayer;
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

/**
 * Pattern-pruned 3 x 3 layers: kernels of one of few patterns, removed kernels, kernels that lost some of their four
 * weights, filters without a kernel, and now and then more patterns than PEs are wired for.
 */
final class PatternLayers {

    private static final int PLACES = 9;

    private PatternLayers() {}

    /** {@code count} layers; the same for the same seed. */
    static Stream<LayerWorkload> of(int count, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, count).mapToObj(i -> layer("pattern" + i, random));
    }

    private static LayerWorkload layer(String name, SplittableRandom random) {
        LayerShape shape = shape(random);
        int kernels = Math.toIntExact(shape.weights()) / PLACES;
        int[] library = IntStream.range(0, 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 8))
                .map(i -> pattern(random))
                .toArray();
        double kept = new double[] {1, 0.6, 0.2}[random.nextInt(3)];
        double lost = new double[] {0, 0, 0.2}[random.nextInt(3)];
        int[] supports = new int[kernels];
        for (int kernel = 0; kernel < kernels; kernel++) {
            boolean emptyFilter = kernel / shape.channelsPerGroup() % 7 == 3;
            if (!emptyFilter && random.nextDouble() < kept) {
                supports[kernel] = library[random.nextInt(library.length)];
            }
        }
        return new LayerWorkload(
                new Layer(name, shape, random.nextInt(3) == 0 ? Optional.of(new Pooling(2, 2)) : Optional.empty()),
                Mask.of(
                        kernels * PLACES,
                        i -> (supports[i / PLACES] >> (i % PLACES) & 1) == 1 && random.nextDouble() >= lost),
                Mask.of(Math.toIntExact(shape.inputs()), i -> random.nextBoolean()),
                2 + random.nextInt(7),
                Scheme.PATTERN);
    }

    private static LayerShape shape(SplittableRandom random) {
        int form = random.nextInt(4);
        int groups = form == 1 ? 2 + random.nextInt(2) : form == 2 ? 1 + random.nextInt(20) : 1;
        int c = form == 2 ? groups : groups * (1 + random.nextInt(30));
        int k = groups * (1 + random.nextInt(form == 2 ? 2 : 36));
        int padding = random.nextInt(3);
        return UniformLayer.shape(
                1 + random.nextInt(3),
                c,
                k,
                3 + random.nextInt(12),
                3 + random.nextInt(12),
                3,
                3,
                1 + random.nextInt(3),
                padding,
                groups);
    }

    private static int pattern(SplittableRandom random) {
        int pattern = 0;
        while (Integer.bitCount(pattern) < 4) {
            pattern |= 1 << random.nextInt(PLACES);
        }
        return pattern;
    }
}
