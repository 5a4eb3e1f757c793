package archsim.engine.machines.nm;

import archsim.engine.counts.CountedLayers;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.stream.Stream;

/** Layers of every form: a third along channels in groups of which {@code n} stay, a third as stored, the rest as they were. */
final class NmLayers {

    private NmLayers() {}

    static Stream<LayerWorkload> of(int count, long seed, int n, int m) {
        int[] number = {0};
        return CountedLayers.of(count, seed).map(layer -> {
            int way = number[0]++ % 3;
            return way == 2 || layer.scheme().isStructured() ? layer : pruned(layer, way == 0, n, m);
        });
    }

    /** The first {@code n} weights of each group stay. */
    private static LayerWorkload pruned(LayerWorkload layer, boolean alongChannels, int n, int m) {
        LayerShape shape = layer.shape();
        int width = layer.weights().size() / shape.k();
        int kernel = shape.r() * shape.s();
        Mask pruned = Mask.of(layer.weights().size(), i -> {
            int place = alongChannels ? i % width / kernel : i % width;
            int step = alongChannels ? kernel : 1;
            int before = 0;
            for (int back = 1; back <= place % m; back++) {
                before += layer.weights().get(i - back * step) ? 1 : 0;
            }
            return layer.weights().get(i) && before < n;
        });
        return new LayerWorkload(layer.layer(), pruned, layer.inputs(), layer.weightBits(), Scheme.NM);
    }
}
