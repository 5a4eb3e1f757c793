package archsim.workloads.sparsity;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;

/**
 * In each filter, of every {@code m} columns that follow one another exactly {@code n} weights, each set alike.
 *
 * <p>Columns are numbered {@code [c/groups][r][s]}. The last of a filter may be fewer than {@code m}, of which as many
 * as there are, but at most {@code n}, are kept. At a density of 1 nothing is pruned; other densities change nothing.
 */
record NmMask(int n, int m) implements Regularity {

    double density() {
        return (double) n / m;
    }

    @Override
    public Scheme scheme(Mask weights) {
        return Regularity.denseOr(Scheme.NM, weights);
    }

    @Override
    public Mask draw(LayerShape shape, double density, Selection selection) {
        int size = Math.toIntExact(shape.weights());
        if (density == 1) {
            return Mask.full(size);
        }
        int columns = Math.toIntExact(shape.weightsPerFilter());
        if (Long.SIZE % m == 0 && columns % m == 0) {
            return Mask.ofWords(size, word -> wholeGroups(Math.min(Long.SIZE, size - Long.SIZE * word), selection));
        }
        var group = new Sampler[] {new Sampler(selection, 0, 0)};
        return Mask.of(size, i -> {
            if (group[0].isDone()) {
                int left = Math.min(m, columns - i % columns);
                group[0] = new Sampler(selection, left, Math.min(n, left));
            }
            return group[0].next();
        });
    }

    /** Groups that fill {@code length} elements, drawn as they would be one by one. */
    private long wholeGroups(int length, Selection selection) {
        long groups = 0;
        for (int at = 0; at < length; at += m) {
            groups |= selection.select(m, m, n) << at;
        }
        return groups;
    }
}
