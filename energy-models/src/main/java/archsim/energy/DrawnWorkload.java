package archsim.energy;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What one workload takes under every draw of the prices: in all, by component, and by data type. */
final class DrawnWorkload {

    private final String name;
    private final int draws;
    private final DrawnEnergy total;
    private final Map<String, DrawnEnergy> byComponent = new LinkedHashMap<>();
    private final Map<DataType, DrawnEnergy> byDataType = new EnumMap<>(DataType.class);

    /** @param actions index of each action among those that have a price */
    DrawnWorkload(String name, ActionCounts counts, Map<Action, Integer> actions, int draws) {
        this.name = name;
        this.draws = draws;
        total = new DrawnEnergy(actions.size(), draws);
        counts.forEach((key, count) -> {
            int action = actions.get(key.action());
            total.add(action, count);
            byComponent
                    .computeIfAbsent(key.component(), component -> new DrawnEnergy(actions.size(), draws))
                    .add(action, count);
            byDataType
                    .computeIfAbsent(key.dataType(), type -> new DrawnEnergy(actions.size(), draws))
                    .add(action, count);
        });
    }

    void take(int draw, double[] pricesPj) {
        Consumer<DrawnEnergy> take = energy -> energy.take(draw, pricesPj);
        take.accept(total);
        byComponent.values().forEach(take);
        byDataType.values().forEach(take);
    }

    DrawnEnergy total() {
        return total;
    }

    /** The workload beside the {@code first}. */
    MonteCarlo.Run run(DrawnWorkload first, double[] nominalPj) {
        double[] ratios = IntStream.range(0, draws)
                .mapToDouble(i -> first.total.inDraw(i) / total.inDraw(i))
                .toArray();
        long cheaper = IntStream.range(0, draws)
                .filter(i -> total.inDraw(i) < first.total.inDraw(i))
                .count();
        return new MonteCarlo.Run(
                name,
                total.interval(nominalPj),
                intervals(byComponent, nominalPj),
                intervals(byDataType, nominalPj),
                Interval.of(first.total.at(nominalPj) / total.at(nominalPj), ratios),
                (double) cheaper / draws);
    }

    private static <K> Map<K, Interval> intervals(Map<K, DrawnEnergy> energies, double[] nominalPj) {
        var intervals = new LinkedHashMap<K, Interval>();
        energies.forEach((key, energy) -> intervals.put(key, energy.interval(nominalPj)));
        return intervals;
    }
}
