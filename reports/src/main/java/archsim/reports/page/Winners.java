package archsim.reports.page;

import archsim.base.RootLocale;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.plot.StackPanel;
import archsim.reports.plot.StyledPlot;
import archsim.reports.words.Clocks;
import archsim.reports.words.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Which workload costs least, in words. */
final class Winners {

    /** One thing to have little of. */
    private record Cost(String noun, String unit, double divisor, ToDoubleFunction<Metrics> of) {}

    private final List<RunResult> runs;
    private final List<Cost> costs;

    private Winners(List<RunResult> runs) {
        this.runs = runs;
        List<Metrics> totals = runs.stream().map(RunResult::totals).toList();
        Scale energy = Scale.ofEnergy(most(totals, metrics -> metrics.energy().totalPj()));
        Scale time = Scale.ofTime(most(totals, Metrics::timeNs));
        this.costs = List.of(
                Clocks.same(totals)
                        ? new Cost("cycles", "", 1, Metrics::cycles)
                        : new Cost("time", " " + time.symbol(), time.divisor(), Metrics::timeNs),
                new Cost("energy", " " + energy.symbol(), energy.divisor(), metrics -> metrics.energy()
                        .totalPj()),
                new Cost("stored bytes", "", 8, metrics -> metrics.storage().total()),
                new Cost("bytes of DRAM traffic", "", 1, metrics -> metrics.dramBytes().values().stream()
                        .mapToDouble(Long::doubleValue)
                        .sum()));
    }

    private static double most(List<Metrics> totals, ToDoubleFunction<Metrics> of) {
        return totals.stream().mapToDouble(of).max().orElse(0);
    }

    /** The verdict first, then a sentence for each cost; why there is none where there is none. */
    static List<String> of(SimulationResult result) {
        List<RunResult> runs = result.runs();
        if (runs.size() == 1) {
            return List.of("One workload, so there is nothing to compare it with.");
        }
        if (runs.stream().map(run -> run.totals().macs()).distinct().count() > 1) {
            return List.of("These workloads are not the same work: their dense layers make different numbers of"
                    + " multiply-accumulates. None is named the winner.");
        }
        var winners = new Winners(runs);
        var sentences = new ArrayList<String>();
        sentences.add(winners.verdict());
        winners.costs.forEach(cost -> sentences.add(winners.sentence(cost)));
        sentences.addAll(accuracies(runs));
        return sentences;
    }

    private String verdict() {
        Map<String, List<String>> nounsByWinner = new LinkedHashMap<>();
        for (Cost cost : costs) {
            nounsByWinner
                    .computeIfAbsent(winner(cost), name -> new ArrayList<>())
                    .add(cost.noun());
        }
        return nounsByWinner.entrySet().stream()
                        .map(entry -> entry.getKey() + " on " + listed(entry.getValue()))
                        .collect(Collectors.joining("; ", "Least cost: ", ""))
                + ".";
    }

    private String winner(Cost cost) {
        List<RunResult> best = best(cost);
        return best.size() == 1
                ? best.get(0).workload()
                : best.size() == runs.size()
                        ? "all alike"
                        : "a tie of "
                                + listed(best.stream().map(RunResult::workload).toList());
    }

    private List<RunResult> best(Cost cost) {
        double least = runs.stream()
                .mapToDouble(run -> cost.of().applyAsDouble(run.totals()))
                .min()
                .orElse(0);
        return runs.stream()
                .filter(run -> cost.of().applyAsDouble(run.totals()) == least)
                .toList();
    }

    private String sentence(Cost cost) {
        List<RunResult> best = best(cost);
        double least = cost.of().applyAsDouble(best.get(0).totals());
        var sentence = new StringBuilder(RootLocale.format(
                "%s: %s with %s%s", capital(cost.noun()), winner(cost), number(least / cost.divisor()), cost.unit()));
        RunResult baseline = runs.get(0);
        if (!best.contains(baseline)) {
            sentence.append(", ").append(times(cost, baseline, least)).append(" the baseline");
        }
        runs.stream()
                .skip(1)
                .filter(run -> !best.contains(run))
                .min(Comparator.comparingDouble(run -> cost.of().applyAsDouble(run.totals())))
                .ifPresent(next -> sentence.append(", ")
                        .append(times(cost, next, least))
                        .append(" the next, ")
                        .append(next.workload()));
        return sentence.append('.').toString();
    }

    private static String times(Cost cost, RunResult than, double least) {
        double ratio = cost.of().applyAsDouble(than.totals()) / least;
        return Double.isFinite(ratio)
                ? String.format(Locale.ROOT, "%.2f times less than", ratio)
                : "nothing where there is something in";
    }

    private static List<String> accuracies(List<RunResult> runs) {
        List<RunResult> known =
                runs.stream().filter(run -> run.accuracy().isPresent()).toList();
        if (known.isEmpty()) {
            return List.of();
        }
        return List.of("Accuracy on the test set: "
                + known.stream()
                        .map(run -> String.format(
                                Locale.ROOT,
                                "%s %.2f %%",
                                run.workload(),
                                100 * run.accuracy().getAsDouble()))
                        .collect(Collectors.joining(", "))
                + (known.size() < runs.size() ? "; of the others it is not known." : "."));
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static String number(double value) {
        return value >= 1000 || value == Math.rint(value)
                ? StyledPlot.format("#,##0").format(value)
                : StackPanel.significant(value);
    }

    private static String capital(String noun) {
        return noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
    }
}
