package archsim.workloads.sparsity;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;

/**
 * Whole filters, channels or columns, each as likely as any other of its kind.
 *
 * <p>At least one of each is kept unless the density is 0. All groups keep the same columns and equally many filters; a
 * layer of one filter a group, as a depthwise one, is thinned by groups instead.
 *
 * @param scheme one of the structured ones
 */
record ColumnFilter(Scheme scheme) implements Regularity {

    ColumnFilter {
        if (!scheme.isStructured()) {
            throw new IllegalArgumentException("the scheme must be structured, was " + scheme);
        }
    }

    @Override
    public Scheme scheme(Mask weights) {
        return scheme;
    }

    @Override
    public Mask draw(LayerShape shape, double density, Selection selection) {
        if (density == 0) {
            return Mask.of(Math.toIntExact(shape.weights()), i -> false);
        }
        return switch (scheme) {
            case FILTER -> crossed(shape, Mask.full(columns(shape)), filters(shape, density, selection));
            case CHANNEL -> crossed(shape, channels(shape, density, selection), Mask.full(shape.k()));
            case COLUMN -> crossed(shape, thinned(columns(shape), density, selection), Mask.full(shape.k()));
            default -> both(shape, density, selection);
        };
    }

    /** Both are thinned alike: filters to the root of the density, then columns to what brings it nearest. */
    private static Mask both(LayerShape shape, double density, Selection selection) {
        double root = StrictMath.sqrt(density);
        int group = filterGroup(shape);
        Mask column = thinned(columns(shape), density * group / kept(group, root), selection);
        return crossed(shape, column, filters(shape, root, selection));
    }

    private static int columns(LayerShape shape) {
        return Math.toIntExact(shape.weightsPerFilter());
    }

    private static Mask channels(LayerShape shape, double share, Selection selection) {
        Mask channel = thinned(shape.channelsPerGroup(), share, selection);
        int offsets = shape.r() * shape.s();
        return Mask.of(columns(shape), column -> channel.get(column / offsets));
    }

    /** Filters that are thinned together. */
    private static int filterGroup(LayerShape shape) {
        return shape.filtersPerGroup() == 1 ? shape.k() : shape.filtersPerGroup();
    }

    private static Mask filters(LayerShape shape, double share, Selection selection) {
        int group = filterGroup(shape);
        Mask[] kept = new Mask[shape.k() / group];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = thinned(group, share, selection);
        }
        return Mask.of(shape.k(), filter -> kept[filter / group].get(filter % group));
    }

    private static Mask thinned(int all, double share, Selection selection) {
        return selection.draw(all, kept(all, share));
    }

    private static int kept(int all, double share) {
        return (int) Math.max(1, Math.min(all, Math.round(all * share)));
    }

    /** What lies in a kept column of a kept filter. */
    private static Mask crossed(LayerShape shape, Mask column, Mask filter) {
        int columns = column.size();
        return Mask.of(Math.toIntExact(shape.weights()), i -> filter.get(i / columns) && column.get(i % columns));
    }
}
