package archsim.sweep.drawn;

import archsim.energy.DataType;
import archsim.engine.pe.Cause;
import archsim.engine.run.result.Metrics;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a model with masks of one kind takes on a machine, over all seeds.
 *
 * @param dramBytes moved in both directions
 * @param indexBytes of these, indices
 * @param products multiply-accumulates whose weight and input are both there, whichever machine makes them
 * @param storedBytes of the weights in the format that is usual for their scheme
 * @param fillerBytes of these, entries that only bridge a gap between weights
 * @param cyclesByCause slots of each cause over multipliers: they sum to {@code cycles}
 */
public record MaskFigures(
        Spread cycles,
        Spread energyPj,
        Spread dramBytes,
        Spread indexBytes,
        Spread products,
        Spread storedBytes,
        Spread fillerBytes,
        Map<Cause, Spread> cyclesByCause) {

    private static final double BITS_A_BYTE = 8;

    public MaskFigures {
        cyclesByCause = Collections.unmodifiableMap(new TreeMap<>(cyclesByCause)); // in order, as it is printed
    }

    /** The figures of one run a seed. */
    static MaskFigures of(List<Metrics> runs) {
        var causes = new EnumMap<Cause, Spread>(Cause.class);
        for (Cause cause : Cause.values()) {
            causes.put(cause, over(runs, run -> (double) run.slotStack().of(cause) / run.multipliers()));
        }
        return new MaskFigures(
                over(runs, Metrics::cycles),
                over(runs, run -> run.energy().totalPj()),
                over(runs, run -> run.dramBytes().values().stream()
                        .mapToLong(bytes -> bytes)
                        .sum()),
                over(runs, run -> run.dramBytes().getOrDefault(DataType.INDICES, 0L)),
                over(runs, Metrics::effectualMacs),
                over(runs, run -> run.storage().total() / BITS_A_BYTE),
                over(runs, run -> run.storage().fillers() / BITS_A_BYTE),
                causes);
    }

    private static Spread over(List<Metrics> runs, ToDoubleFunction<Metrics> figure) {
        return Spread.of(runs.stream().map(figure::applyAsDouble).toList());
    }

    /** Cycles of {@code cause} more than {@code real} has, in per cent of all cycles of that: over the causes, the error of the cycles. */
    public double errorPercent(Cause cause, MaskFigures real) {
        double more =
                cyclesByCause.get(cause).mean() - real.cyclesByCause.get(cause).mean();
        return 100 * more / real.cycles.mean();
    }
}
