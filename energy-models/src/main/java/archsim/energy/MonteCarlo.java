package archsim.energy;

import archsim.energy.EnergyModel.Price;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What the uncertainty of prices makes of energies and of their order.
 *
 * <p>Every action has one price a draw, which all workloads and components share: a multiplier that is dearer than
 * thought is dearer for all. Prices of different actions are drawn independently.
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
     * @param ratio energy of the first workload over its own
     * @param cheaperThanFirst share of draws in which it takes less energy than the first, 0 to 1
     */
    public record Run(
            String workload,
            Interval totalPj,
            Map<String, Interval> componentPj,
            Interval ratio,
            double cheaperThanFirst) {

        public Run {
            componentPj = Collections.unmodifiableMap(new LinkedHashMap<>(componentPj));
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
        List<Spent> workloads = new ArrayList<>();
        Map<Action, Integer> actions = new LinkedHashMap<>();
        counts.forEach((workload, of) -> workloads.add(new Spent(workload, of, actions, draws)));
        List<Price> prices = actions.keySet().stream().map(model::price).toList();
        var draw = new PriceDraw(new SplittableRandom(seed));
        double[] nominal = prices.stream().mapToDouble(Price::energyPj).toArray();
        for (int i = 0; i < draws; i++) {
            int at = i;
            double[] drawn = prices.stream().mapToDouble(draw::draw).toArray();
            workloads.forEach(workload -> workload.take(at, drawn));
        }
        return of(workloads, nominal, draws, seed);
    }

    private static MonteCarlo of(List<Spent> workloads, double[] nominal, int draws, long seed) {
        Spent first = workloads.get(0);
        List<Integer> order = order(
                workloads.stream().map(workload -> workload.total(nominal)).toList());
        long same = IntStream.range(0, draws)
                .filter(i -> order(workloads.stream()
                                .map(workload -> workload.totals[i])
                                .toList())
                        .equals(order))
                .count();
        List<Run> runs =
                workloads.stream().map(workload -> workload.run(first, nominal)).toList();
        return new MonteCarlo(draws, seed, runs, (double) same / draws);
    }

    /** Indices by rising energy; of equal energies the first comes first. */
    private static List<Integer> order(List<Double> energies) {
        return IntStream.range(0, energies.size())
                .boxed()
                .sorted(Comparator.comparing(energies::get))
                .toList();
    }

    /** What one workload spends, draw by draw. */
    private static final class Spent {

        private final String name;
        private final Map<String, double[]> countsByComponent = new LinkedHashMap<>();
        private final Map<String, double[]> componentDraws = new LinkedHashMap<>();
        private final double[] totals;

        Spent(String name, ActionCounts counts, Map<Action, Integer> actions, int draws) {
            this.name = name;
            totals = new double[draws];
            counts.forEach((key, count) -> actions.putIfAbsent(key.action(), actions.size()));
            counts.forEach((key, count) -> {
                double[] ofComponent =
                        countsByComponent.computeIfAbsent(key.component(), component -> new double[actions.size()]);
                ofComponent[actions.get(key.action())] += count;
                componentDraws.computeIfAbsent(key.component(), component -> new double[draws]);
            });
        }

        void take(int draw, double[] pricesPj) {
            countsByComponent.forEach((component, counts) -> {
                double energyPj = product(counts, pricesPj);
                componentDraws.get(component)[draw] = energyPj;
                totals[draw] += energyPj;
            });
        }

        double total(double[] pricesPj) {
            return countsByComponent.values().stream()
                    .mapToDouble(counts -> product(counts, pricesPj))
                    .sum();
        }

        private static double product(double[] counts, double[] pricesPj) {
            double sum = 0;
            for (int i = 0; i < counts.length; i++) {
                sum += counts[i] * pricesPj[i];
            }
            return sum;
        }

        Run run(Spent first, double[] nominal) {
            var components = new LinkedHashMap<String, Interval>();
            componentDraws.forEach((component, draws) -> components.put(
                    component, Interval.of(product(countsByComponent.get(component), nominal), draws.clone())));
            double[] ratios = IntStream.range(0, totals.length)
                    .mapToDouble(i -> first.totals[i] / totals[i])
                    .toArray();
            long cheaper = IntStream.range(0, totals.length)
                    .filter(i -> totals[i] < first.totals[i])
                    .count();
            return new Run(
                    name,
                    Interval.of(total(nominal), totals.clone()),
                    components,
                    Interval.of(first.total(nominal) / total(nominal), ratios),
                    (double) cheaper / totals.length);
        }
    }
}
