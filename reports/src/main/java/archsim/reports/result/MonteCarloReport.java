package archsim.reports.result;

import archsim.base.table.ResultTable;
import archsim.energy.Interval;
import archsim.energy.MonteCarlo;
import archsim.reports.words.FittedText;
import archsim.reports.words.Scale;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Energies under drawn prices, for {@code result.json} and for a terminal. */
public final class MonteCarloReport {

    private MonteCarloReport() {}

    /** As an ordered tree of maps and numbers. */
    static Map<String, Object> json(MonteCarlo energies) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("draws", energies.draws());
        tree.put("seed", energies.seed());
        tree.put("distribution", MonteCarlo.DISTRIBUTION);
        tree.put("rankingHolds", energies.rankingHolds());
        tree.put("runs", energies.runs().stream().map(MonteCarloReport::run).toList());
        return tree;
    }

    private static Map<String, Object> run(MonteCarlo.Run run) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("workload", run.workload());
        tree.put("energyTotalPj", run.totalPj());
        tree.put("energyByComponentPj", run.componentPj());
        tree.put("energyByDataTypePj", run.dataTypePj());
        tree.put("energyRatio", run.ratio());
        tree.put("cheaperThanFirst", run.cheaperThanFirst());
        return tree;
    }

    /** A row for each workload's total, and for each of its components and data types. */
    public static ResultTable table(MonteCarlo energies) {
        double largestPj = energies.runs().stream()
                .mapToDouble(run -> run.totalPj().high())
                .max()
                .orElse(0);
        Scale scale = Scale.ofEnergy(largestPj);
        var table = ResultTable.titled(String.format(
                        Locale.ROOT,
                        "Energy (%s) under uncertain prices: %,d draws, nine in ten lie from 5 %% to 95 %%",
                        scale.unit(),
                        energies.draws()))
                .text("workload")
                .text("part")
                .number("nominal", "%,.2f")
                .number("5 %", "%,.2f")
                .number("median", "%,.2f")
                .number("95 %", "%,.2f");
        for (MonteCarlo.Run run : energies.runs()) {
            row(table, run.workload(), LayersCsv.TOTAL, run.totalPj(), scale);
            run.componentPj().forEach((component, interval) -> row(table, "", component, interval, scale));
            run.dataTypePj().forEach((type, interval) -> row(table, "", type.jsonName(), interval, scale));
        }
        return table.build();
    }

    private static void row(ResultTable.Builder table, String workload, String part, Interval interval, Scale scale) {
        table.row(
                workload,
                part,
                scale.of(interval.nominal()),
                scale.of(interval.low()),
                scale.of(interval.median()),
                scale.of(interval.high()));
    }

    /** Sentences on the order of the workloads, and on how prices were drawn. */
    public static String legend(MonteCarlo energies) {
        var text = new StringBuilder();
        if (energies.runs().size() > 1) {
            MonteCarlo.Run first = energies.runs().get(0);
            text.append(FittedText.wrapped(
                    String.format(
                            Locale.ROOT,
                            "The order of the workloads by energy holds in %.1f %% of the draws.",
                            100 * energies.rankingHolds()),
                    "  "));
            energies.runs().stream()
                    .skip(1)
                    .map(run -> String.format(
                            Locale.ROOT,
                            "%s takes less than %s in %.1f %%; energy of the latter over its own %.2f to %.2f.",
                            run.workload(),
                            first.workload(),
                            100 * run.cheaperThanFirst(),
                            run.ratio().low(),
                            run.ratio().high()))
                    .forEach(line -> text.append(FittedText.wrapped(line, "  ")));
        }
        return text.append(FittedText.wrapped(
                        "One draw of each price for all workloads: " + MonteCarlo.DISTRIBUTION + ".", "  "))
                .toString();
    }
}
