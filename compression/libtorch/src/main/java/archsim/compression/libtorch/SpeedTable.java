package archsim.compression.libtorch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** Medians as a Markdown table. A ratio is taken round by round, between blocks that followed each other. */
final class SpeedTable {

    private static final String HEAD = """
            | network | batch | threads | contestant | CPU ms | wall ms | CPU / libtorch | wall / libtorch | peak MB |
            |---|--:|--:|---|--:|--:|--:|--:|--:|
            """;

    private SpeedTable() {}

    /** One row for each contestant of each entry of {@code measured}. */
    static String of(List<Turns> measured) {
        var text = new StringBuilder(HEAD);
        for (Turns turns : measured) {
            for (Contestant contestant : turns.blocks().keySet()) {
                text.append(row(turns, contestant));
            }
        }
        return text.toString();
    }

    private static String row(Turns turns, Contestant contestant) {
        List<BlockCost> blocks = turns.blocks().get(contestant);
        List<BlockCost> reference = turns.blocks().get(Contestant.LIBTORCH);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %.2f | %.2f | %s | %s | %.0f |%n",
                turns.subject().network(),
                turns.subject().batch(),
                turns.threads(),
                contestant.title(),
                quartile(values(blocks, BlockCost::cpuMs), 50),
                quartile(values(blocks, BlockCost::wallMs), 50),
                spread(ratios(blocks, reference, BlockCost::cpuMs)),
                spread(ratios(blocks, reference, BlockCost::wallMs)),
                blocks.get(blocks.size() - 1).peakMb());
    }

    private static double[] values(List<BlockCost> blocks, ToDoubleFunction<BlockCost> cost) {
        return blocks.stream().mapToDouble(cost).toArray();
    }

    private static double[] ratios(
            List<BlockCost> blocks, List<BlockCost> reference, ToDoubleFunction<BlockCost> cost) {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < blocks.size(); round++) {
            ratios.add(cost.applyAsDouble(blocks.get(round)) / cost.applyAsDouble(reference.get(round)));
        }
        return ratios.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Median and, in brackets, the middle half. */
    private static String spread(double[] values) {
        return String.format(
                Locale.ROOT, "%.2f (%.2f-%.2f)", quartile(values, 50), quartile(values, 25), quartile(values, 75));
    }

    private static double quartile(double[] values, double percent) {
        return new Percentile(percent).evaluate(values);
    }
}
