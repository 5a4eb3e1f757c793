package archsim.energy;

import archsim.energy.EnergyModel.Price;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the uncertainty of prices makes of energies and of their order.
 *
 * <p>Every action has one price a draw, which all workloads and components share: a multiplier that costs more than
 * thought costs more for all. Prices of different actions are drawn independently.
 *
 * @param draws how often all prices were drawn
 * @param seed of the draws
 * @param runs one a workload
 * @param rankingHolds share of draws in which the workloads come in the same order by energy as nominally, 0 to 1
 */
public record MonteCarlo(int draws, long seed, List<Run> runs, double rankingHolds) {

    /** How prices are drawn, in words. */
    public static final String DISTRIBUTION = "each price is nominal in the median; below and above, the density falls"
            + " linearly on a logarithmic axis to nothing at its low and high";

    public MonteCarlo {
        runs = List.copyOf(runs);
    }

    /**
     * One workload.
     *
     * @param totalPj its energy
     * @param componentPj its energy by component
     * @param dataTypePj its energy by data type
     * @param ratio energy of the first workload over its own
     * @param cheaperThanFirst share of draws in which it takes less energy than the first, 0 to 1
     */
    public record Run(
            String workload,
            Interval totalPj,
            Map<String, Interval> componentPj,
            Map<DataType, Interval> dataTypePj,
            Interval ratio,
            double cheaperThanFirst) {

        public Run {
            componentPj = Collections.unmodifiableMap(new LinkedHashMap<>(componentPj));
            dataTypePj = Collections.unmodifiableMap(new LinkedHashMap<>(dataTypePj));
        }
    }

    /**
     * Draws all prices {@code draws} times.
     *
     * @param counts by workload, in the order of the run, at least one
     * @throws UnpricedActionException if the model does not cover an action
     */
    public static MonteCarlo of(Map<String, ActionCounts> counts, EnergyModel model, int draws, long seed) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws must be at least 1, was " + draws);
        }
        Map<Action, Integer> actions = new LinkedHashMap<>();
        counts.values().forEach(of -> of.forEach((key, count) -> actions.putIfAbsent(key.action(), actions.size())));
        List<DrawnWorkload> workloads = new ArrayList<>();
        counts.forEach((workload, of) -> workloads.add(new DrawnWorkload(workload, of, actions, draws)));
        List<Price> prices = actions.keySet().stream().map(model::price).toList();
        var draw = new PriceDraw(new SplittableRandom(seed));
        for (int i = 0; i < draws; i++) {
            int at = i;
            double[] drawnPj = prices.stream().mapToDouble(draw::draw).toArray();
            workloads.forEach(workload -> workload.take(at, drawnPj));
        }
        double[] nominalPj = prices.stream().mapToDouble(Price::energyPj).toArray();
        List<Run> runs = workloads.stream()
                .map(workload -> workload.run(workloads.get(0), nominalPj))
                .toList();
        return new MonteCarlo(draws, seed, runs, rankingHolds(workloads, nominalPj, draws));
    }

    private static double rankingHolds(List<DrawnWorkload> workloads, double[] nominalPj, int draws) {
        List<Integer> nominal = order(workloads, workload -> workload.total().at(nominalPj));
        long same = IntStream.range(0, draws)
                .filter(i ->
                        order(workloads, workload -> workload.total().inDraw(i)).equals(nominal))
                .count();
        return (double) same / draws;
    }

    /** Indices by rising energy; of equal energies the first comes first. */
    private static List<Integer> order(List<DrawnWorkload> workloads, ToDoubleFunction<DrawnWorkload> energyPj) {
        return IntStream.range(0, workloads.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> energyPj.applyAsDouble(workloads.get(i))))
                .toList();
    }
}
