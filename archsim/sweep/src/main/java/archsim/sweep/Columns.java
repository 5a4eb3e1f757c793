package archsim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The columns of a sweep's points: {@code index}, the axes, {@link #FIGURES} of each workload, {@link #TOKENS} of language models
 * and {@link #RATIOS} of each workload but the first, named {@code workload.figure}, then {@code status} and {@code reason}.
 *
 * @param axes names of the axes
 * @param workloads names, each a word and a number where the name varies
 * @param languageModels places of the workloads that are a language model in some point
 */
public record Columns(List<String> axes, List<String> workloads, Set<Integer> languageModels) {

    /** ConfigPath of a point in the sweep, from 0. */
    public static final String INDEX = "index";
    /** {@link PointStatus} of a point. */
    public static final String STATUS = "status";
    /** Why a point has no figures. */
    public static final String REASON = "reason";

    /** Totals of a workload, under the names that {@code result.json} gives them. */
    public static final List<String> FIGURES = List.of(
            "cycles",
            "timeNs",
            "energyTotalPj",
            "dramBytes",
            "storageBits",
            "keptWeights",
            "utilisation",
            "accuracy",
            "images",
            "throughputPerSecond",
            "gops.dense",
            "gops.effective",
            "arithmeticIntensity.dense",
            "arithmeticIntensity.effective",
            "averagePowerMw",
            "topsPerWatt.dense",
            "topsPerWatt.effective",
            "edpPjNs",
            "energyPerImagePj");
    /** What a language model gives for its tokens, under the names that {@code result.json} gives them. */
    public static final List<String> TOKENS = List.of(
            "timeToFirstTokenNs", "energyToFirstTokenJ", "timePerTokenNs", "energyPerTokenJ", "tokensPerSecond");
    /** What compares a workload with the first, under the names that {@code result.json} gives them. */
    public static final List<String> RATIOS = List.of(
            "beta",
            "energyRatio",
            "storageRatio",
            "alpha.params",
            "alpha.macsWeights",
            "alpha.macsWeightsActivations",
            "ppr.params",
            "ppr.macsWeights",
            "ppr.macsWeightsActivations");

    /** Not a column, but a key of each line of {@code points.jsonl}. */
    static final String CHECK_SUM = "crc32";

    static final Set<String> FIXED = Set.of(INDEX, STATUS, REASON, CHECK_SUM);

    public Columns {
        axes = List.copyOf(axes);
        workloads = List.copyOf(workloads);
        languageModels = Set.copyOf(languageModels);
    }

    /**
     * The columns of {@code sweep}.
     *
     * @param names that the workload in each place was seen to have
     * @param languageModels places of those that were seen to be one
     */
    static Columns of(Sweep sweep, List<Set<String>> names, Set<Integer> languageModels) {
        var workloads = new ArrayList<String>();
        for (Set<String> seen : names) {
            String name = seen.iterator().next();
            boolean fixed = seen.size() == 1 && !workloads.contains(name);
            workloads.add(fixed ? name : unused(workloads));
        }
        return new Columns(sweep.axes().stream().map(Axis::name).toList(), workloads, languageModels);
    }

    private static String unused(List<String> workloads) {
        return IntStream.iterate(workloads.size(), i -> i + 1)
                .mapToObj(i -> "workload" + i)
                .filter(name -> !workloads.contains(name))
                .findFirst()
                .orElseThrow();
    }

    /** Names of all columns, left to right. */
    public List<String> headers() {
        var headers = new ArrayList<String>();
        headers.add(INDEX);
        headers.addAll(axes);
        for (int i = 0; i < workloads.size(); i++) {
            String prefix = workloads.get(i) + ".";
            figures(i).forEach(figure -> headers.add(prefix + figure));
        }
        headers.add(STATUS);
        headers.add(REASON);
        return headers;
    }

    /** What a row says of the workload at {@code place}. */
    List<String> figures(int place) {
        Stream<String> own = Stream.concat(FIGURES.stream(), tokens(place).stream());
        return (place == 0 ? own : Stream.concat(own, RATIOS.stream())).toList();
    }

    /** What a row says of the tokens of the workload at {@code place}: nothing if it is no language model. */
    public List<String> tokens(int place) {
        return languageModels.contains(place) ? TOKENS : List.of();
    }

    /** Column of the first figure of the workload at {@code place}; of {@code status} for one beyond the last. */
    int start(int place) {
        int start = 1 + axes.size();
        for (int i = 0; i < place; i++) {
            start += figures(i).size();
        }
        return start;
    }

    /** Column of a figure of a workload. */
    public int column(int workload, String figure) {
        return start(workload) + figures(workload).indexOf(figure);
    }
}
