package archsim.workloads.sparsity;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;

/** The regularity of drawn weights. */
public enum SparsityKind {

    /** Single weights, each as likely as any other. */
    BERNOULLI {
        @Override
        Scheme scheme(Mask weights) {
            return weights.count() == weights.size() ? Scheme.DENSE : Scheme.NON_STRUCTURED;
        }

        @Override
        Mask draw(LayerShape shape, double density, Selection selection) {
            return selection.draw(Math.toIntExact(shape.weights()), density);
        }
    },

    /**
     * Whole filters and whole columns, each as likely as any other.
     *
     * <p>Both are thinned alike: of the {@code k/groups} filters of a group {@code round(k/groups * sqrt(density))} are
     * kept, then as many of the columns as bring the weights nearest to the density; at least one of either unless the
     * density is 0. All groups keep the same columns.
     */
    COLUMN_FILTER {
        @Override
        Scheme scheme(Mask weights) {
            return Scheme.COLUMN_FILTER;
        }

        @Override
        Mask draw(LayerShape shape, double density, Selection selection) {
            int filters = shape.filtersPerGroup();
            int columns = Math.toIntExact(shape.weightsPerFilter());
            if (density == 0) {
                return Mask.of(Math.toIntExact(shape.weights()), i -> false);
            }
            int keptFilters = kept(filters, StrictMath.sqrt(density));
            Mask column = selection.draw(columns, kept(columns, density * filters / keptFilters));
            Mask[] filterOfGroup = new Mask[shape.groups()];
            for (int group = 0; group < filterOfGroup.length; group++) {
                filterOfGroup[group] = selection.draw(filters, keptFilters);
            }
            return Mask.of(Math.toIntExact(shape.weights()), i -> {
                int filter = i / columns;
                return column.get(i % columns) && filterOfGroup[filter / filters].get(filter % filters);
            });
        }
    };

    /** Regularity of a mask drawn by {@link #draw}. */
    abstract Scheme scheme(Mask weights);

    /** Draws the weights of a layer, {@code [k][c/groups][r][s]}, at a density of 0 to 1. */
    abstract Mask draw(LayerShape shape, double density, Selection selection);

    private static int kept(int all, double share) {
        return (int) Math.max(1, Math.min(all, Math.round(all * share)));
    }
}
