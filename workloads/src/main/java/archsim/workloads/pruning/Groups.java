package archsim.workloads.pruning;

import archsim.base.RootLocale;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;

/** The {@code n} largest of each {@code m} weights that follow one another in a row; a last group may be shorter. */
public record Groups(int n, int m) implements Projection {

    public Groups {
        if (n < 1 || m <= n || m > 256) {
            throw new IllegalArgumentException(RootLocale.format("1 <= n < m <= 256 must hold, was n=%d m=%d", n, m));
        }
    }

    @Override
    public Mask project(float[] magnitudes, LayerShape shape, boolean outputs) {
        int width = Math.toIntExact(shape.weightsPerFilter());
        return Mask.of(magnitudes.length, i -> {
            int row = i / width * width;
            int start = row + (i - row) / m * m;
            int end = Math.min(start + m, row + width);
            int before = 0;
            for (int other = start; other < end; other++) {
                boolean larger = magnitudes[other] > magnitudes[i];
                before += larger || (magnitudes[other] == magnitudes[i] && other < i) ? 1 : 0;
            }
            return before < n;
        });
    }

    @Override
    public double rate() {
        return (double) m / n;
    }

    @Override
    public Scheme scheme() {
        return Scheme.NM;
    }

    @Override
    public String describe() {
        return n + ":" + m;
    }
}
