package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.workloads.LayerWorkload;
import java.util.List;

/** Weights against the N:M codes of a machine. */
public final class NmWeights {

    private NmWeights() {}

    /** Whether the machine has no N:M code, or the weights keep all that it has. */
    public static boolean keepCodes(LayerWorkload layer, List<Level> levels) {
        return levels.stream()
                .map(level -> level.format(Operand.WEIGHTS))
                .filter(format -> format.kind() == Format.Kind.NM)
                .allMatch(
                        format -> areNm(layer, format.n().getAsInt(), format.m().getAsInt()));
    }

    /** Whether every {@code m} weights that follow one another in a filter have at most {@code n} that are not zero. */
    private static boolean areNm(LayerWorkload layer, int n, int m) {
        int perFilter = Math.toIntExact(layer.shape().weightsPerFilter());
        for (int k = 0; k < layer.shape().k(); k++) {
            for (int at = 0; at < perFilter; at += m) {
                int from = k * perFilter + at;
                if (layer.weights().count(from, k * perFilter + Math.min(perFilter, at + m)) > n) {
                    return false;
                }
            }
        }
        return true;
    }
}
