package archsim.compression.equal;

import archsim.base.json.Range;
import archsim.compression.config.CompressionConfig;
import archsim.workloads.Scheme;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A search for the rates at which ways of pruning one network are equally accurate, as its author writes it.
 *
 * @param title for people
 * @param recipe of the dense network, which all others start from: the scheme {@code dense}, no rounds; its quantisation is
 *     that of all
 * @param schemes to compare: {@code non-structured} and {@code column-filter}
 * @param rounds of pruning, the same for every scheme
 * @param layers that may be pruned, the same for every scheme; all if absent
 * @param rates that are tried
 * @param withinPoints per cent points that an accuracy may lie below that of the dense network, on validation images and in
 *     the test
 * @param seeds of the networks that are tested; the first is that of the search
 * @param machines a study whose memory and machines run the models; none run them if absent
 */
public record EqualAccuracyConfig(
        @Range(min = 1, max = 1) int schemaVersion,
        String title,
        CompressionConfig recipe,
        List<Scheme> schemes,
        List<PruningRound> rounds,
        Optional<List<String>> layers,
        RateSteps rates,
        @Range(min = 0.01, max = 50) double withinPoints,
        List<Long> seeds,
        Optional<String> machines) {

    /** Ways of pruning whose targets follow from a rate. */
    static final List<Scheme> KNOWN = List.of(Scheme.NON_STRUCTURED, Scheme.COLUMN_FILTER);

    public EqualAccuracyConfig {
        schemes = List.copyOf(schemes);
        rounds = List.copyOf(rounds);
        layers = layers.map(List::copyOf);
        seeds = List.copyOf(seeds);
        if (rounds.isEmpty() || seeds.isEmpty()) {
            throw new IllegalArgumentException("rounds and seeds need at least one each");
        }
        if (new HashSet<>(seeds).size() < seeds.size() || new HashSet<>(schemes).size() < schemes.size()) {
            throw new IllegalArgumentException("seeds and schemes must each be named once");
        }
    }

    /** The same with another recipe. */
    EqualAccuracyConfig withRecipe(CompressionConfig other) {
        return new EqualAccuracyConfig(
                schemaVersion, title, other, schemes, rounds, layers, rates, withinPoints, seeds, machines);
    }
}
