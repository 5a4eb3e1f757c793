package archsim.reports.text;

import archsim.base.table.ResultTable;
import archsim.energy.DataType;
import archsim.engine.run.result.Alpha;
import archsim.engine.run.result.Comparison;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.Rates;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.words.RunLabel;
import archsim.reports.words.Scale;
import archsim.workloads.storage.StorageBits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tables with a row for each workload; a ratio over nothing is shown as a dash. */
public final class SummaryTables {

    private static final String NONE = "-";
    private static final double NS_A_SECOND = 1e9;

    private SummaryTables() {}

    /** What each workload costs and how that compares with the first. */
    public static ResultTable summary(SimulationResult result) {
        double largestPj = result.runs().stream()
                .mapToDouble(run -> run.totals().energy().totalPj())
                .max()
                .orElse(0);
        Scale energy = Scale.ofEnergy(largestPj);
        Scale time = Scale.ofTime(result.runs().stream()
                .mapToDouble(run -> run.totals().timeNs())
                .max()
                .orElse(0));
        boolean batches =
                result.runs().stream().map(RunResult::images).distinct().count() > 1;
        var table = ResultTable.titled("Workloads (speed-up, energy and storage in x: the first workload over this one"
                        + (batches ? ", speed-up and energy an image)" : ")"))
                .text("workload")
                .number("cycles", "%,d")
                .fitted("time (" + time.unit() + ")")
                .fitted("energy (" + energy.unit() + ")")
                .number("storage (B)", "%,d")
                .number("util. (%)", "%.1f")
                .number("speed-up", "%.2f")
                .number("energy (x)", "%.2f")
                .number("storage (x)", "%.2f");
        for (int i = 0; i < result.runs().size(); i++) {
            RunResult run = result.runs().get(i);
            Metrics totals = run.totals();
            Optional<Comparison> comparison =
                    i == 0 ? Optional.empty() : Optional.of(result.comparisons().get(i - 1));
            table.row(
                    run.workload(),
                    totals.cycles(),
                    time.of(totals.timeNs()),
                    energy.of(totals.energy().totalPj()),
                    bytes(totals.storage().total()),
                    100 * totals.utilisation(),
                    ratio(comparison.map(Comparison::beta).orElse(1.0)),
                    ratio(comparison.map(Comparison::energyRatio).orElse(1.0)),
                    ratio(comparison.map(Comparison::storageRatio).orElse(1.0)));
        }
        return table.build();
    }

    /** What each workload gives for its time and its energy; a dash where a part of the energy has no price. */
    public static ResultTable rates(SimulationResult result) {
        Scale energy = Scale.ofEnergy(result.runs().stream()
                .flatMap(run -> run.rates().energy().stream())
                .mapToDouble(Rates.EnergyRates::energyPerImagePj)
                .max()
                .orElse(0));
        String image = result.runs().stream().anyMatch(run -> run.language().isPresent()) ? "sequence" : "image";
        var table = ResultTable.titled("Rates (GOPS, OP/B and TOPS/W: dense / effective)")
                .text("workload")
                .number(image + "s", "%,d")
                .fitted(image + "s/s")
                .text("GOPS")
                .text("OP/B")
                .fitted("mW")
                .text("TOPS/W")
                .fitted(energy.unit() + "/" + image)
                .fitted("EDP (pJ s)");
        for (RunResult run : result.runs()) {
            Rates rates = run.rates();
            Optional<Rates.EnergyRates> known = rates.energy();
            table.row(
                    run.workload(),
                    rates.images(),
                    rates.throughputPerSecond(),
                    both(rates.gopsDense(), rates.gopsEffective()),
                    rates.intensity()
                            .map(found -> both(found.dense(), found.effective()))
                            .orElse(NONE),
                    known.map(found -> (Object) found.averagePowerMw()).orElse(NONE),
                    known.map(found -> both(found.topsPerWattDense(), found.topsPerWattEffective()))
                            .orElse(NONE),
                    known.map(found -> (Object) energy.of(found.energyPerImagePj()))
                            .orElse(NONE),
                    known.map(found -> (Object) (found.edpPjNs() / NS_A_SECOND)).orElse(NONE));
        }
        return table.leaveOut(image + "s", result.runs().stream().allMatch(run -> run.images() == 1))
                .build();
    }

    static String both(double dense, double effective) {
        return significant(dense) + " / " + significant(effective);
    }

    /** Three digits or more, without an exponent where that is short. */
    private static String significant(double value) {
        String pattern = value >= 99.95 ? "%,.0f" : value >= 9.995 ? "%.1f" : "%.3g";
        return String.format(Locale.ROOT, pattern, value);
    }

    /** What the columns of {@link #rates} stand for. */
    public static String ratesLegend() {
        return "An operation is half a multiply-accumulate; dense counts those of the layers before pruning, effective"
                + " those whose weight and input are both non-zero. OP/B: arithmetic intensity, operations a byte of DRAM"
                + " traffic. EDP: energy of the batch times its time, which is the latency";
    }

    /** The pruning-to-performance ratios with all that they depend on, for the network and its CONV layers. */
    public static ResultTable ppr(SimulationResult result) {
        var table = ResultTable.titled("Pruning-to-performance ratio, PPR = alpha / speed-up; baseline: "
                        + RunLabel.of(result).baseline() + " on the same machine")
                .text("workload")
                .text("scope")
                .number("speed-up", "%.2f")
                .number("alpha W", "%.2f")
                .number("alpha M", "%.2f")
                .number("alpha E", "%.2f")
                .number("PPR W", "%.2f")
                .number("PPR M", "%.2f")
                .number("PPR E", "%.2f");
        for (int i = 1; i < result.runs().size(); i++) {
            pprRow(table, "network", result.comparisons().get(i - 1));
            convolutionsOnly(result.runs().get(0), result.runs().get(i))
                    .ifPresent(comparison -> pprRow(table, "CONV", comparison));
        }
        return table.build();
    }

    /** What a column of {@link #summary} stands for. */
    public static String summaryLegend() {
        return "util.: useful slots; a slot is one multiplier in one cycle, useful if it makes a product that this"
                + " machine must make, which on a dense machine may be one of zeros";
    }

    /** What the columns of {@link #ppr} stand for, and which workloads have none. */
    public static String pprLegend(SimulationResult result) {
        List<String> others = result.comparisons().stream()
                .filter(comparison -> !comparison.sameNetwork())
                .map(Comparison::workload)
                .toList();
        String alpha =
                "alpha: times fewer W weights, M multiply-accumulates whose weight is kept, E multiply-accumulates"
                        + " whose weight and input are both non-zero";
        return others.isEmpty()
                ? alpha
                : alpha + ". No PPR, for it is another network than the baseline's: " + String.join(", ", others);
    }

    /** What the storage of a run is not. */
    public static String storageLegend() {
        return "Each model in the format that is usual for its scheme, all layers alike, which need not be the smallest: archsim"
                + " storage MODEL has every format of every layer";
    }

    /** Stored weights by purpose, in the format that is usual for the scheme of the model. */
    public static ResultTable storage(SimulationResult result) {
        var table = ResultTable.titled("Storage of the weights (bytes)")
                .text("workload")
                .number("kept weights", "%,d")
                .number("weights", "%,.1f")
                .number("indices", "%,.1f")
                .number("fillers", "%,.1f")
                .number("pointers", "%,.1f")
                .number("scales", "%,.1f")
                .number("total", "%,.1f")
                .number("bits/kept weight", "%.2f");
        for (RunResult run : result.runs()) {
            StorageBits bits = run.totals().storage();
            long kept = run.totals().keptWeights();
            table.row(
                    run.workload(),
                    kept,
                    bits.weights() / 8.0,
                    bits.indices() / 8.0,
                    bits.fillers() / 8.0,
                    bits.pointers() / 8.0,
                    bits.scales() / 8.0,
                    bits.total() / 8.0,
                    ratio((double) bits.total() / kept));
        }
        return table.leaveOut("scales", hasNoScales(result)).build();
    }

    private static boolean hasNoScales(SimulationResult result) {
        return result.runs().stream().allMatch(run -> run.totals().storage().scales() == 0);
    }

    /** What each workload moves to and from DRAM, by data type. */
    public static ResultTable dram(SimulationResult result) {
        var table = ResultTable.titled("DRAM traffic (bytes, both directions)").text("workload");
        List<DataType> types = DataTypes.shown(type ->
                result.runs().stream().anyMatch(run -> run.totals().dramBytes().getOrDefault(type, 0L) > 0));
        types.forEach(type -> table.number(type.jsonName(), "%,d"));
        table.number("total", "%,d");
        for (RunResult run : result.runs()) {
            var cells = new ArrayList<Object>(List.of(run.workload()));
            long total = 0;
            for (DataType type : types) {
                long bytes = run.totals().dramBytes().getOrDefault(type, 0L);
                cells.add(bytes == 0 ? (Object) NONE : bytes);
                total += bytes;
            }
            cells.add(total);
            table.row(cells.toArray());
        }
        return table.build();
    }

    /** Which cause took which factor of the speed-up that pruning promised. */
    public static ResultTable lossFactors(SimulationResult result) {
        List<String> causes =
                List.copyOf(result.comparisons().get(0).lossFactors().keySet());
        var table = ResultTable.titled("Loss factors (slots per kept multiply-accumulate over the baseline's;"
                        + " above 1 a loss, product = PPR M)")
                .text("workload");
        causes.forEach(cause -> table.number(cause, "%.3f"));
        table.number("product", "%.3f");
        for (Comparison comparison : result.comparisons()) {
            var cells = new ArrayList<Object>();
            cells.add(comparison.workload());
            double product = 1;
            for (String cause : causes) {
                double factor = comparison.lossFactors().get(cause);
                cells.add(ratio(factor));
                product *= factor;
            }
            cells.add(ratio(product));
            table.row(cells.toArray());
        }
        return table.build();
    }

    private static void pprRow(ResultTable.Builder table, String scope, Comparison comparison) {
        Alpha alpha = comparison.alpha();
        Alpha ppr = comparison.ppr();
        table.row(
                comparison.workload(),
                scope,
                ratio(comparison.beta()),
                ratio(alpha.params()),
                ratio(alpha.macsWeights()),
                ratio(alpha.macsWeightsActivations()),
                ratio(ppr.params()),
                ratio(ppr.macsWeights()),
                ratio(ppr.macsWeightsActivations()));
    }

    /** Empty where all layers are convolutions, or none is. */
    private static Optional<Comparison> convolutionsOnly(RunResult baseline, RunResult workload) {
        List<LayerResult> from =
                baseline.layers().stream().filter(LayerResult::convolution).toList();
        List<LayerResult> to =
                workload.layers().stream().filter(LayerResult::convolution).toList();
        boolean all = to.size() == workload.layers().size();
        return all || from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(Comparison.between(
                        RunResult.of(baseline.workload(), baseline.accelerator(), from),
                        RunResult.of(workload.workload(), workload.accelerator(), to)));
    }

    private static long bytes(long bits) {
        return (bits + 7) / 8;
    }

    private static Object ratio(double value) {
        return Double.isFinite(value) ? (Object) value : NONE;
    }
}
