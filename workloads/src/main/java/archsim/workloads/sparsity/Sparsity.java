package archsim.workloads.sparsity;

import archsim.base.Problems;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.network.Network;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.Optional;

/**
 * How masks are drawn, in the form of a run configuration's {@code sparsity}.
 *
 * <p>Counts are exact and not only expected: {@code round(density * size)} elements are present.
 */
@JsonbTypeInfo(
        key = "kind",
        value = {
            @JsonbSubtype(alias = "bernoulli", type = Sparsity.Bernoulli.class),
            @JsonbSubtype(alias = "column-filter", type = Sparsity.ColumnFilter.class)
        })
public sealed interface Sparsity {

    /** Present weights, as a number for all layers or an object by layer. */
    JsonValue weightDensity();

    /** Present inputs, likewise; all if absent. */
    Optional<JsonValue> activationDensity();

    /** Regularity of a mask of weights drawn this way. */
    Scheme scheme(Mask weights);

    /** Draws the weights of a layer at {@code density}. */
    Mask drawWeights(LayerShape shape, double density, Selection selection);

    /** Share of weights that are present. */
    default Density weights() {
        return Density.parse("weightDensity", weightDensity());
    }

    /** Share of inputs that are present. */
    default Density activations() {
        return activationDensity()
                .map(json -> Density.parse("activationDensity", json))
                .orElseGet(() -> Density.of(1));
    }

    /** Adds a fault for each density that does not fit the layers of {@code network}. */
    default void check(Network network, Problems problems, String pointer) {
        weights().check(network, problems, pointer + "/weightDensity");
        activations().check(network, problems, pointer + "/activationDensity");
    }

    /** Single weights, each as likely as any other. */
    record Bernoulli(JsonValue weightDensity, Optional<JsonValue> activationDensity) implements Sparsity {

        public Bernoulli {
            requireSound(weightDensity, activationDensity);
        }

        @Override
        public Scheme scheme(Mask weights) {
            return weights.count() == weights.size() ? Scheme.DENSE : Scheme.NON_STRUCTURED;
        }

        @Override
        public Mask drawWeights(LayerShape shape, double density, Selection selection) {
            return selection.draw(Math.toIntExact(shape.weights()), density);
        }
    }

    /**
     * Whole filters and whole columns, each as likely as any other.
     *
     * <p>Both are thinned alike: of the {@code k/groups} filters of a group {@code round(k/groups * sqrt(density))} are
     * kept, then as many of the columns as bring the weights nearest to the density; at least one of either unless the
     * density is 0. All groups keep the same columns.
     */
    record ColumnFilter(JsonValue weightDensity, Optional<JsonValue> activationDensity) implements Sparsity {

        public ColumnFilter {
            requireSound(weightDensity, activationDensity);
        }

        @Override
        public Scheme scheme(Mask weights) {
            return Scheme.COLUMN_FILTER;
        }

        @Override
        public Mask drawWeights(LayerShape shape, double density, Selection selection) {
            int filters = shape.filtersPerGroup();
            int columns = Math.toIntExact(shape.weightsPerFilter());
            if (density == 0) {
                return Mask.of(Math.toIntExact(shape.weights()), i -> false);
            }
            int keptFilters = kept(filters, StrictMath.sqrt(density));
            int keptColumns = kept(columns, density * filters / keptFilters);
            Mask column = selection.draw(columns, keptColumns);
            Mask[] filterOfGroup = new Mask[shape.groups()];
            for (int group = 0; group < filterOfGroup.length; group++) {
                filterOfGroup[group] = selection.draw(filters, keptFilters);
            }
            return Mask.of(Math.toIntExact(shape.weights()), i -> {
                int filter = i / columns;
                return column.get(i % columns) && filterOfGroup[filter / filters].get(filter % filters);
            });
        }

        private static int kept(int all, double share) {
            return (int) Math.max(1, Math.min(all, Math.round(all * share)));
        }
    }

    private static void requireSound(JsonValue weightDensity, Optional<JsonValue> activationDensity) {
        Density.parse("weightDensity", weightDensity);
        activationDensity.ifPresent(json -> Density.parse("activationDensity", json));
    }
}
