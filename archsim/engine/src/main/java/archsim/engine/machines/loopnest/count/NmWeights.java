package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import java.util.List;

/** Weights against the N:M codes of a machine. */
public final class NmWeights {

    private NmWeights() {}

    /** The levels with the codes that the weights of a layer keep: of N:M the largest M, or none. */
    public static List<Level> coded(LayerWorkload layer, List<Level> levels) {
        return levels.stream()
                .map(level -> level.withWeights(format -> kept(layer, format)))
                .toList();
    }

    private static Format kept(LayerWorkload layer, Format format) {
        return format.choices().stream()
                .filter(choice -> !choice.isOfGroups() || keep(layer, choice))
                .findFirst()
                .orElse(Format.UNCOMPRESSED.with(format.scales()));
    }

    /** Whether every {@code m} weights that follow one another in a filter have at most {@code n} that are not zero. */
    private static boolean keep(LayerWorkload layer, Format format) {
        int perFilter = Math.toIntExact(layer.shape().weightsPerFilter());
        int n = format.n().getAsInt();
        int m = format.m().getAsInt();
        int blocksN = format.blocksN().orElse(1);
        int blocksM = format.blocksM().orElse(1);
        for (int k = 0; k < layer.shape().k(); k++) {
            int end = (k + 1) * perFilter;
            for (int at = k * perFilter; at < end; at += m * blocksM) {
                if (!keepGroup(layer.weights(), at, Math.min(end, at + m * blocksM), n, m, blocksN)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean keepGroup(Mask weights, int from, int to, int n, int m, int blocksN) {
        int blocks = 0;
        for (int block = from; block < to; block += m) {
            int present = weights.count(block, Math.min(to, block + m));
            if (present > n) {
                return false;
            }
            blocks += present > 0 ? 1 : 0;
        }
        return blocks <= blocksN;
    }
}
