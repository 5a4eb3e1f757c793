package archsim.engine.run.result;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run or a layer gives for its time and its energy.
 *
 * <p>An operation is half a multiply-accumulate: {@code dense} rates count those of the layers before pruning, zeros and padding
 * included, {@code effective} ones those whose weight and input are both not zero. Latency is that of the whole batch.
 *
 * @param images in the batch
 * @param latencyNs from the first cycle to the last
 * @param gopsDense operations a nanosecond
 * @param gopsEffective likewise
 * @param intensity what is done for a byte of DRAM traffic; absent if there is none
 * @param energy what the energy gives; absent if there is none, or a part of it has no price
 */
public record Rates(
        int images,
        double latencyNs,
        double gopsDense,
        double gopsEffective,
        Optional<Intensity> intensity,
        Optional<EnergyRates> energy) {

    private static final int OPERATIONS_A_MAC = 2;
    private static final double NS_A_SECOND = 1e9;

    /**
     * Arithmetic intensity.
     *
     * @param dense operations a byte of DRAM traffic, both directions
     * @param effective likewise
     */
    public record Intensity(double dense, double effective) {}

    /**
     * What the energy gives.
     *
     * @param averagePowerMw energy over time
     * @param topsPerWattDense operations a picojoule
     * @param topsPerWattEffective likewise
     * @param edpPjNs energy times latency
     * @param energyPerImagePj energy over images
     */
    public record EnergyRates(
            double averagePowerMw,
            double topsPerWattDense,
            double topsPerWattEffective,
            double edpPjNs,
            double energyPerImagePj) {}

    /** The rates of {@code metrics} on a batch of {@code images}. */
    public static Rates of(Metrics metrics, int images) {
        double ns = metrics.timeNs();
        double dense = (double) OPERATIONS_A_MAC * metrics.macs();
        double effective = (double) OPERATIONS_A_MAC * metrics.effectualMacs();
        double pj = metrics.energy().totalPj();
        double bytes =
                metrics.dramBytes().values().stream().mapToLong(Long::longValue).sum();
        boolean known = pj > 0 && ns > 0 && !metrics.energy().isPartial();
        return new Rates(
                images,
                ns,
                ns > 0 ? dense / ns : 0,
                ns > 0 ? effective / ns : 0,
                bytes > 0 ? Optional.of(new Intensity(dense / bytes, effective / bytes)) : Optional.empty(),
                known
                        ? Optional.of(new EnergyRates(pj / ns, dense / pj, effective / pj, pj * ns, pj / images))
                        : Optional.empty());
    }

    /** Images a second, one batch after the other. */
    public double throughputPerSecond() {
        return latencyNs > 0 ? images * NS_A_SECOND / latencyNs : 0;
    }

    /** The rates by name, in fixed order; those of energy and of DRAM traffic only where they are known. */
    public Map<String, Object> byName() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("images", images);
        tree.put("throughputPerSecond", throughputPerSecond());
        tree.put("gops", both(gopsDense, gopsEffective));
        intensity.ifPresent(rates -> tree.put("arithmeticIntensity", both(rates.dense(), rates.effective())));
        energy.ifPresent(rates -> {
            tree.put("averagePowerMw", rates.averagePowerMw());
            tree.put("topsPerWatt", both(rates.topsPerWattDense(), rates.topsPerWattEffective()));
            tree.put("edpPjNs", rates.edpPjNs());
            tree.put("energyPerImagePj", rates.energyPerImagePj());
        });
        return tree;
    }

    private static Map<String, Object> both(double dense, double effective) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("dense", dense);
        tree.put("effective", effective);
        return tree;
    }
}
