package archsim.sweep.study;

import archsim.base.RootLocale;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.engine.run.config.WorkloadConfig;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * Two ways of pruning one network, as the author of a study writes it. The models are workloads of a run configuration.
 *
 * @param name unique in its study; part of the names of files
 * @param title for people
 * @param layers that are compared; all unless given
 * @param remarks sentences that belong to the results of this pair
 * @param published what is known of such models
 * @param accuracies what a paired test says of the accuracies of the three models; if absent they are equal where they differ
 *     by no more than the study tolerates
 * @param prunedAccuracies what it says of the two pruned ones, by which claims go that compare nothing else; as
 *     {@code accuracies} if absent
 */
public record PairConfig(
        String name,
        String title,
        Optional<LayerScope> layers,

        @Described("a workload") @Holds(WorkloadConfig.class)
        JsonValue baseline,

        @Described("a workload") @Holds(WorkloadConfig.class)
        JsonValue nonStructured,

        @Described("a workload") @Holds(WorkloadConfig.class)
        JsonValue structured,

        Optional<List<String>> remarks,
        Optional<PublishedTable> published,
        Optional<AccuracyVerdict> accuracies,
        Optional<AccuracyVerdict> prunedAccuracies) {

    public PairConfig {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    RootLocale.format("name must be up to 40 of a to z, 0 to 9 and -, was \"%s\"", name));
        }
    }

    JsonValue model(Category category) {
        return switch (category) {
            case BASELINE -> baseline;
            case NON_STRUCTURED -> nonStructured;
            case STRUCTURED -> structured;
        };
    }

    /** What a test says of the two pruned models, if there was one. */
    Optional<AccuracyVerdict> testOfPruned() {
        return prunedAccuracies.or(() -> accuracies);
    }

    /** The layers that are compared. */
    public LayerScope scope() {
        return layers.orElse(LayerScope.ALL);
    }
}
