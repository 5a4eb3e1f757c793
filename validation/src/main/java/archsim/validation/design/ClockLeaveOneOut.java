package archsim.validation.design;

import archsim.base.table.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How well the price of the clock foretells the power of chips that had no part in it.
 *
 * <p>What a chip's clock would have to take, times its price, to make up the published power is its own factor. Each chip is
 * given the median factor of the others; none of these is ever charged.
 */
public record ClockLeaveOneOut(List<Chip> chips) {

    /**
     * A published chip.
     *
     * @param title the chip and what it runs
     * @param measurement of its power
     * @param publishedMw its published power
     * @param printedClockMw power of clock and registers where it was printed, else 0
     */
    public record Chip(String title, ChipPower measurement, double publishedMw, double printedClockMw) {}

    public ClockLeaveOneOut {
        chips = List.copyOf(chips);
        if (chips.size() < 2) {
            throw new IllegalArgumentException("leaving one out takes at least two chips, were " + chips.size());
        }
    }

    private record Split(double restMw, double clockMw, double factor) {

        static Split of(Chip chip) {
            ChipEnergy energy = chip.measurement().energy();
            double restMw = energy.powerMw() - energy.clockMw();
            return new Split(restMw, energy.clockMw(), (chip.publishedMw() - restMw) / energy.clockMw());
        }

        double powerMw(double of) {
            return restMw + of * clockMw;
        }
    }

    /** A row for each chip: power without clock, of the clock, published; what the others' factor and the price as it is give. */
    public ResultTable table() {
        List<Split> splits = chips.parallelStream().map(Split::of).toList();
        var table = ResultTable.titled("Clock and control: each chip by the others")
                .text("chip")
                .number("rest (mW)", "restMw", "%.0f")
                .number("clock (mW)", "clockMw", "%.0f")
                .number("printed (mW)", "printedClockMw", "%.0f")
                .number("published (mW)", "publishedMw", "%.0f")
                .number("own factor", "ownFactor", "%.2f")
                .number("others' factor", "othersFactor", "%.2f")
                .number("by others (mW)", "byOthersMw", "%.0f")
                .number("off (%)", "offByOthersPercent", "%+.0f")
                .number("as priced (mW)", "asPricedMw", "%.0f")
                .number("off (%)", "offAsPricedPercent", "%+.0f");
        for (int i = 0; i < chips.size(); i++) {
            Chip chip = chips.get(i);
            Split split = splits.get(i);
            double others = medianWithout(splits, i);
            table.row(
                    chip.title(),
                    split.restMw(),
                    split.clockMw(),
                    chip.printedClockMw(),
                    chip.publishedMw(),
                    split.factor(),
                    others,
                    split.powerMw(others),
                    100 * (split.powerMw(others) / chip.publishedMw() - 1),
                    split.powerMw(1),
                    100 * (split.powerMw(1) / chip.publishedMw() - 1));
        }
        return table.build();
    }

    private static double medianWithout(List<Split> splits, int left) {
        var others = new ArrayList<Double>();
        IntStream.range(0, splits.size())
                .filter(i -> i != left)
                .forEach(i -> others.add(splits.get(i).factor()));
        return StatUtils.percentile(
                others.stream().mapToDouble(Double::doubleValue).toArray(), 50);
    }
}
