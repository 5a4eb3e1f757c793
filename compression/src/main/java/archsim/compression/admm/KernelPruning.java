package archsim.compression.admm;

import archsim.compression.config.LayerTarget;
import archsim.compression.config.Patterns;
import archsim.compression.config.Round;
import archsim.compression.network.LayerSpec;
import archsim.compression.projection.KernelProjection;
import archsim.compression.projection.PatternProjection;
import archsim.workloads.pruning.KernelLibrary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Pattern and connectivity pruning: 3 x 3 kernels take patterns of one library, and whole kernels go. */
final class KernelPruning {

    private static final int SIDE = 3;

    private KernelPruning() {}

    /** Whether the kernels of {@code layer} take patterns. */
    static boolean hasPatterns(Round round, LayerSpec layer) {
        return layer.kernel() == SIDE
                && round.patterns()
                        .filter(patterns -> PrunedSet.isNamed(patterns.layers(), layer))
                        .isPresent();
    }

    /** Which weights of a layer stay; empty if the round leaves it alone. */
    static Optional<boolean[]> support(Round round, LayerSpec layer, float[] weights, int[] library) {
        int taps = layer.kernel() * layer.kernel();
        int all = weights.length / taps;
        Optional<LayerTarget> target = Optional.ofNullable(round.layers().get(layer.name()));
        int kernels = target.map(limits -> limits.kernels().orElse(all)).orElse(all);
        if (hasPatterns(round, layer)) {
            return Optional.of(new PatternProjection(patternsOf(library), kernels).support(weights));
        }
        return target.map(limits -> new KernelProjection(kernels).support(weights, taps));
    }

    /**
     * Brings the library to the size that is due: the patterns that are the best of most kernels in {@code target}.
     *
     * @param done share of the round's iterations that are over
     */
    static void shrinkLibrary(Round round, CompressionState state, float[] target, double done) {
        Patterns patterns = round.patterns().orElseThrow();
        List<Integer> sizes = patterns.libraries();
        int size = sizes.get((int) Math.min(sizes.size() - 1.0, Math.floor(done * sizes.size())));
        KernelLibrary before = state.library[0] == 0 ? KernelLibrary.all() : patternsOf(state.library);
        if (state.library[0] != 0 && before.patterns().size() <= size) {
            return;
        }
        List<Integer> after =
                before.mostFrequent(kernels(round, state, target), size).patterns();
        Arrays.fill(state.library, 0);
        Arrays.setAll(state.library, i -> i < after.size() ? after.get(i) : 0);
    }

    private static float[] kernels(Round round, CompressionState state, float[] target) {
        float[] kernels = new float[target.length];
        int count = 0;
        for (int layer = 0; layer < state.architecture.depth(); layer++) {
            if (hasPatterns(round, state.architecture.layer(layer))) {
                int to = state.architecture.biasOffset(layer);
                for (int i = state.architecture.weightOffset(layer); i < to; i++) {
                    kernels[count++] = state.mask[i] ? target[i] : 0f;
                }
            }
        }
        return Arrays.copyOf(kernels, count);
    }

    private static KernelLibrary patternsOf(int[] library) {
        return new KernelLibrary(
                Arrays.stream(library).filter(bits -> bits != 0).boxed().toList());
    }
}
