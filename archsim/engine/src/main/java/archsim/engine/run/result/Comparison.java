package archsim.engine.run.result;

import archsim.engine.pe.Cause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run against the baseline, which is the run of the first workload on the same machine.
 *
 * @param sameNetwork whether both have layers of the same names; what one network needs less than another was not pruned
 * @param alpha times less work, an image
 * @param beta times faster, an image
 * @param ppr alpha over beta, the pruning-to-performance ratio; NaN of another network
 * @param energyRatio energy of the baseline over that of the workload, an image; NaN if one of them is partial
 * @param storageRatio stored bits of the baseline over those of the workload
 * @param lossFactors shares of {@code ppr.macsWeights} by cause; their product is that ratio; NaN of another network
 */
public record Comparison(
        String baseline,
        String workload,
        boolean sameNetwork,
        Alpha alpha,
        double beta,
        Alpha ppr,
        double energyRatio,
        double storageRatio,
        Map<String, Double> lossFactors) {

    /** Compares {@code workload} with {@code baseline}. */
    public static Comparison between(RunResult baseline, RunResult workload) {
        Metrics from = baseline.totals();
        Metrics to = workload.totals();
        double batches = (double) workload.images() / baseline.images();
        Alpha alpha = Alpha.between(from, to).anImage(batches);
        double beta = from.timeNs() / to.timeNs() * batches;
        boolean same = names(baseline).equals(names(workload));
        return new Comparison(
                baseline.workload(),
                workload.workload(),
                same,
                alpha,
                beta,
                same ? alpha.over(beta) : Alpha.UNDEFINED,
                from.energy().isPartial() || to.energy().isPartial()
                        ? Double.NaN
                        : from.energy().totalPj() / to.energy().totalPj() * batches,
                (double) from.storage().total() / to.storage().total(),
                lossFactors(from, to, same));
    }

    private static List<String> names(RunResult run) {
        return run.layers().stream().map(LayerResult::name).toList();
    }

    /**
     * Slots per kept multiply-accumulate, workload over baseline, split by cause.
     *
     * <p>With {@code s(0)} the useful slots and {@code s(i) = s(i-1) + cause(i)}, a run needs {@code s(0)/macs *
     * s(1)/s(0) * ...} slots per kept multiply-accumulate; the factors here are the ratios of these terms. The first,
     * {@code work}, is above one where the workload makes products that it need not make.
     */
    private static Map<String, Double> lossFactors(Metrics baseline, Metrics workload, boolean same) {
        var factors = new LinkedHashMap<String, Double>();
        double fromSlots = baseline.slotStack().useful();
        double toSlots = workload.slotStack().useful();
        factors.put("work", (toSlots / workload.macsWeights()) / (fromSlots / baseline.macsWeights()));
        for (Cause cause : Cause.values()) {
            if (cause == Cause.USEFUL) {
                continue;
            }
            double fromNext = fromSlots + baseline.slotStack().of(cause);
            double toNext = toSlots + workload.slotStack().of(cause);
            factors.put(cause.jsonName(), (toNext / toSlots) / (fromNext / fromSlots));
            fromSlots = fromNext;
            toSlots = toNext;
        }
        if (!same) {
            factors.replaceAll((cause, factor) -> Double.NaN);
        }
        return factors;
    }
}
