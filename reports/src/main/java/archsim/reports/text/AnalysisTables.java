package archsim.reports.text;

import archsim.base.table.Column;
import archsim.base.table.ResultTable;
import archsim.energy.PriceBounds;
import archsim.engine.run.result.Rates;
import archsim.reports.words.AxisName;
import archsim.reports.words.AxisValue;
import archsim.reports.words.FittedText;
import archsim.reports.words.Scale;
import archsim.sweep.analysis.BreakEven;
import archsim.sweep.analysis.Candidate;
import archsim.sweep.analysis.Objective;
import archsim.sweep.analysis.ParetoFront;
import archsim.sweep.analysis.Tornado;
import archsim.sweep.analysis.WinShare;
import archsim.sweep.search.FoundDesign;
import archsim.sweep.search.Search;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Analyses of sweeps as tables. */
public final class AnalysisTables {

    private AnalysisTables() {}

    /**
     * Break-evens, a line each, with the rates of both workloads there.
     *
     * @param groups names of the axes but the last
     * @param axis name of the axis along which the break-evens lie; the rate beside it is one over its value
     */
    public static ResultTable breakEven(List<String> groups, String axis, List<BreakEven> found) {
        ResultTable.Builder table = places(groups, axis);
        List<Rates> all = rates(found);
        for (String before : List.of("", "against.")) {
            addRates(table, before, all);
        }
        for (BreakEven each : found) {
            List<Object> cells = place(each);
            for (int side = 0; side < 2; side++) {
                cells.addAll(
                        each.rates().isEmpty()
                                ? Collections.nCopies(1 + RateColumns.COUNT, Optional.empty())
                                : rateCells(each.rates().get(side)));
            }
            table.row(cells.toArray());
        }
        return table.build();
    }

    /** What {@link #breakEven} says of the places, and then of the rates there, in tables that are as wide as a terminal. */
    public static List<ResultTable> breakEvenText(List<String> groups, String axis, List<BreakEven> found) {
        ResultTable.Builder places = places(groups, axis);
        ResultTable.Builder rates = axes(ResultTable.titled("Rates there, with the masks of the first seed"), groups)
                .text("objective");
        addRates(rates, "", rates(found));
        for (BreakEven each : found) {
            places.row(place(each).toArray());
            for (int side = 0; side < each.rates().size(); side++) {
                List<Object> cells = axisCells(side == 0 ? each.workload() : each.against(), each);
                cells.add(objective(each));
                cells.addAll(rateCells(each.rates().get(side)));
                rates.row(cells.toArray());
            }
        }
        return rates(found).isEmpty() ? List.of(places.build()) : List.of(places.build(), rates.build());
    }

    private static ResultTable.Builder axes(ResultTable.Builder table, List<String> groups) {
        table.text("workload");
        groups.forEach(group -> table.text(AxisName.of(group), group));
        return table;
    }

    private static ResultTable.Builder places(List<String> groups, String axis) {
        return axes(ResultTable.titled(""), groups)
                .text("against")
                .text("objective")
                .text("wins")
                .number(AxisName.of(axis), axis, "%.4f")
                .number("deviation", "%.4f")
                .number("lowest", "%.4f")
                .number("highest", "%.4f")
                .number("rate", "%.2f")
                .number("changes", "%d");
    }

    private static List<Object> axisCells(String workload, BreakEven found) {
        List<Object> cells = new ArrayList<>(List.of(workload));
        found.groupTexts().forEach(text -> cells.add(AxisValue.of(text)));
        return cells;
    }

    private static List<Object> place(BreakEven found) {
        List<Object> cells = axisCells(found.workload(), found);
        cells.addAll(List.of(found.against(), objective(found), verdict(found)));
        for (double value :
                new double[] {found.mean(), found.deviation(), found.lowest(), found.highest(), 1 / found.mean()}) {
            cells.add(Double.isNaN(value) ? Optional.empty() : Optional.of(value));
        }
        cells.add(found.changes());
        return cells;
    }

    private static String objective(BreakEven found) {
        return found.objective().name().toLowerCase(Locale.ROOT);
    }

    private static List<Rates> rates(List<BreakEven> found) {
        return found.stream().flatMap(each -> each.rates().stream()).toList();
    }

    private static void addRates(ResultTable.Builder table, String before, List<Rates> all) {
        Scale time =
                Scale.ofTime(all.stream().mapToDouble(Rates::latencyNs).max().orElse(0));
        table.fitted("latency (" + time.unit() + ")", before + "timeNs", time.divisor());
        RateColumns.add(table, before, all);
    }

    private static List<Object> rateCells(Rates rates) {
        List<Object> cells = new ArrayList<>(List.of(rates.latencyNs()));
        cells.addAll(RateColumns.cells(rates));
        return cells;
    }

    private static String verdict(BreakEven found) {
        return switch (found.verdict()) {
            case ALWAYS -> "always";
            case FROM_HERE -> "below";
            case NEVER -> "never";
            case INFEASIBLE -> "infeasible";
        };
    }

    /**
     * The front, a line a candidate.
     *
     * @param axes names of all axes
     */
    public static ResultTable pareto(List<String> axes, ParetoFront front) {
        ResultTable.Builder table = ResultTable.titled("").text("workload").number("point", "%d");
        axes.forEach(axis -> table.text(AxisName.of(axis), axis));
        for (int i = 0; i < front.objectives().size(); i++) {
            int place = i;
            Objective objective = front.objectives().get(i);
            double largest = front.front().stream()
                    .mapToDouble(candidate -> candidate.values().get(place))
                    .max()
                    .orElse(0);
            ObjectiveColumn.of(objective, largest).add(table, "", objective.figure());
        }
        addBeside(table, front.objectives(), front.front());
        for (Candidate candidate : front.front()) {
            List<Object> cells = new ArrayList<>(List.of(candidate.workload(), candidate.point()));
            candidate.axes().forEach(text -> cells.add(AxisValue.of(text)));
            cells.addAll(candidate.values());
            cells.addAll(candidate.beside());
            table.row(cells.toArray());
        }
        return table.build();
    }

    private static void addBeside(ResultTable.Builder table, List<Objective> judged, List<Candidate> candidates) {
        List<Objective> beside = Objective.beside(judged);
        for (int i = 0; i < beside.size(); i++) {
            int place = i;
            double largest = candidates.stream()
                    .mapToDouble(candidate -> candidate.beside().get(place).orElse(0.0))
                    .max()
                    .orElse(0);
            ObjectiveColumn.of(beside.get(i), largest)
                    .add(table, "", beside.get(i).figure());
        }
    }

    /**
     * Designs on the front of {@code search}, a line each, with their energies from the lowest to the highest of all prices, and
     * what stands beside the objectives.
     */
    public static ResultTable designs(Search search, List<FoundDesign> designs) {
        return designs(search, designs, true);
    }

    /** The same in tables that are as wide as a terminal. */
    public static List<ResultTable> designsText(Search search, List<FoundDesign> designs) {
        ResultTable.Builder beside =
                ResultTable.titled("Rates of these designs").number("point", "%d");
        addBeside(beside, search.objectives(), candidates(designs));
        for (Candidate candidate : candidates(designs)) {
            List<Object> cells = new ArrayList<>(List.of(candidate.point()));
            cells.addAll(candidate.beside());
            beside.row(cells.toArray());
        }
        ResultTable front = designs(search, designs, false);
        return Objective.beside(search.objectives()).isEmpty() ? List.of(front) : List.of(front, beside.build());
    }

    private static List<Candidate> candidates(List<FoundDesign> designs) {
        return designs.stream().map(FoundDesign::candidate).toList();
    }

    private static ResultTable designs(Search search, List<FoundDesign> designs, boolean beside) {
        ResultTable.Builder table = ResultTable.titled("").number("point", "%d");
        search.axes().forEach(axis -> table.text(AxisName.of(axis), axis));
        table.number("area (mm2)", "areaMm2", Column.FOUR_DIGITS)
                .number("multipliers", "%,d")
                .number("GB/s", "gbPerSecond", Column.FOUR_DIGITS);
        List<Objective> runs = search.objectives().stream()
                .filter(objective -> objective != Objective.AREA && objective != Objective.ENERGY)
                .toList();
        for (Objective objective : runs) {
            int place = search.objectives().indexOf(objective);
            double largest = designs.stream()
                    .mapToDouble(design -> design.candidate().values().get(place))
                    .max()
                    .orElse(0);
            ObjectiveColumn.of(objective, largest).add(table, "", objective.figure());
        }
        double mostPj = designs.stream()
                .mapToDouble(design -> design.energyPj().orElse(0))
                .max()
                .orElse(0);
        ObjectiveColumn energy = ObjectiveColumn.of(Objective.ENERGY, mostPj);
        energy.add(table, "", Objective.ENERGY.figure());
        table.scaled("lowest", "energyLowPj", energy.pattern(), energy.unit().divisor())
                .scaled(
                        "highest",
                        "energyHighPj",
                        energy.pattern(),
                        energy.unit().divisor());
        if (beside) {
            addBeside(table, search.objectives(), candidates(designs));
        }
        for (FoundDesign design : designs) {
            List<Object> cells = new ArrayList<>(List.of(design.candidate().point()));
            design.candidate().axes().forEach(text -> cells.add(AxisValue.of(text)));
            cells.add(boxed(design.areaMm2()));
            cells.add(design.multipliers());
            cells.add(boxed(design.gbPerSecond()));
            runs.forEach(objective -> cells.add(
                    design.candidate().values().get(search.objectives().indexOf(objective))));
            cells.add(boxed(design.energyPj()));
            cells.add(design.prices().map(PriceBounds::low));
            cells.add(design.prices().map(PriceBounds::high));
            if (beside) {
                cells.addAll(design.candidate().beside());
            }
            table.row(cells.toArray());
        }
        return table.build();
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    /**
     * Shares of draws that workloads win, a line each.
     *
     * @param axes names of all axes
     */
    public static ResultTable wins(List<String> axes, List<WinShare> shares) {
        ResultTable.Builder table = ResultTable.titled("").text("workload");
        axes.forEach(axis -> table.text(AxisName.of(axis), axis));
        table.text("against")
                .number("wins (% of draws)", "winsPercent", "%.1f")
                .number("energy (x), 5 %", "energyRatio5", "%.3f")
                .number("median", "energyRatioMedian", "%.3f")
                .number("95 %", "energyRatio95", "%.3f");
        for (WinShare each : shares) {
            List<Object> cells = new ArrayList<>(List.of(each.workload()));
            each.valueTexts().forEach(text -> cells.add(FittedText.shortened(AxisValue.of(text), 30)));
            cells.addAll(List.of(
                    each.against(),
                    100 * each.share(),
                    each.ratio().low(),
                    each.ratio().median(),
                    each.ratio().high()));
            table.row(cells.toArray());
        }
        return table.build();
    }

    /** Swings, a line an axis, the widest first. */
    public static ResultTable tornado(Tornado tornado) {
        double largest =
                tornado.bars().stream().mapToDouble(Tornado.Bar::most).max().orElse(tornado.base());
        ObjectiveColumn column = ObjectiveColumn.of(tornado.objective(), largest);
        ResultTable.Builder table = ResultTable.titled("").text("axis");
        column.add(table, "least ", "least");
        table.text("least at", "leastAt");
        column.add(table, "most ", "most");
        table.text("most at", "mostAt")
                .number("swing (%)", "swingPercent", "%.1f")
                .number("skipped", "%d");
        for (Tornado.Bar bar : tornado.bars()) {
            table.row(
                    bar.axis(),
                    bar.least(),
                    FittedText.shortened(bar.leastAt().isEmpty() ? "base" : AxisValue.of(bar.leastAt()), 30),
                    bar.most(),
                    FittedText.shortened(bar.mostAt().isEmpty() ? "base" : AxisValue.of(bar.mostAt()), 30),
                    100 * bar.swing() / tornado.base(),
                    bar.skipped());
        }
        return table.build();
    }
}
