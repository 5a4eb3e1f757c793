package archsim.reports.result;

import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.words.RunLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs of several results side by side, under names that distinguish them. */
public final class MergedResults {

    private MergedResults() {}

    /** The only result as it is, or all runs of all, each compared with the very first. */
    public static SimulationResult of(List<NamedResult> results) {
        SimulationResult first = results.get(0).result();
        if (results.size() == 1) {
            return first;
        }
        List<RunResult> runs = results.stream()
                .flatMap(each -> each.result().runs().stream().map(run -> renamed(run, name(run, each, results))))
                .toList();
        return SimulationResult.of(first.provenance(), first.config(), first.areaMm2(), unique(runs));
    }

    private static String name(RunResult run, NamedResult of, List<NamedResult> results) {
        var name = new StringBuilder(run.workload());
        if (differ(results, each -> RunLabel.of(each.result()).accelerator())) {
            name.append(" on ").append(run.accelerator());
        }
        String conditions = RunLabel.of(of.result()).conditions();
        if (differ(results, each -> RunLabel.of(each.result()).conditions()) && !conditions.isEmpty()) {
            name.append(" (").append(conditions).append(')');
        }
        return name.toString();
    }

    private static boolean differ(List<NamedResult> results, Function<NamedResult, String> what) {
        return results.stream().map(what).distinct().count() > 1;
    }

    /** The second of a name gets a 2. */
    private static List<RunResult> unique(List<RunResult> runs) {
        var names = new ArrayList<String>();
        var unique = new ArrayList<RunResult>();
        for (RunResult run : runs) {
            String name = run.workload();
            for (int copy = 2; names.contains(name); copy++) {
                name = run.workload() + " #" + copy;
            }
            names.add(name);
            unique.add(renamed(run, name));
        }
        return unique;
    }

    private static RunResult renamed(RunResult run, String name) {
        return run.named(name);
    }
}
