package archsim.reports.text;

import archsim.base.RootLocale;
import archsim.base.table.ResultTable;
import archsim.reports.words.AxisValue;
import archsim.reports.words.FittedText;
import archsim.reports.words.Scale;
import archsim.sweep.Columns;
import archsim.sweep.PointRow;
import archsim.sweep.PointRows;
import archsim.sweep.PointStatus;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The points of a sweep as a terminal shows them, at most 120 columns wide: a line for each workload of each point. */
public final class SweepText {

    /** More lines are a file's job. */
    private static final int MOST_LINES = 60;

    private static final int MOST_REASONS = 10;
    /** Of a line, what all axes share. */
    private static final int AXES_WIDTH = 40;

    private static final int SHORTEST_VALUE = 7;
    private static final double S_A_NS = 1e-9;

    private static final double MS_A_NS = 1e-6;
    private static final double MJ_A_JOULE = 1e3;

    private final Columns columns;
    private final PointRows rows;

    private SweepText(Columns columns, PointRows rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * The text, ending with a line feed.
     *
     * @param name of the sweep
     * @param where all points are, to follow a colon: a file that was written, or how to get one
     */
    public static String of(String name, Columns columns, PointRows rows, String where) {
        return new SweepText(columns, rows).text(name, where);
    }

    private String text(String name, String where) {
        var counts = new LinkedHashMap<PointStatus, Integer>();
        var reasons = new LinkedHashMap<String, Integer>();
        rows.forEach(row -> {
            counts.merge(row.status(), 1, Integer::sum);
            if (!row.reason().isEmpty()) {
                reasons.merge(row.status().jsonName() + ": " + row.reason(), 1, Integer::sum);
            }
        });
        var text = new StringBuilder(heading(name, counts)).append('\n');
        text.append(FittedText.table(table()));
        text.append('\n').append(FittedText.table(rates()));
        text.append(FittedText.wrapped(SummaryTables.ratesLegend(), "  "));
        if (!columns.languageModels().isEmpty()) {
            text.append('\n').append(FittedText.table(tokens()));
        }
        int shown = Math.min(rows.points(), shownPoints());
        if (shown < rows.points()) {
            text.append(String.format(Locale.ROOT, "... and %,d more points: %s\n", rows.points() - shown, where));
        }
        text.append(reasons(reasons));
        return text.toString();
    }

    private String heading(String name, Map<PointStatus, Integer> counts) {
        var parts = new ArrayList<String>();
        for (PointStatus status : PointStatus.values()) {
            if (counts.containsKey(status)) {
                parts.add(String.format(Locale.ROOT, "%,d %s", counts.get(status), status.jsonName()));
            }
        }
        return FittedText.wrapped(
                String.format(Locale.ROOT, "%s: %,d points, %s", name, rows.points(), String.join(", ", parts)), "  ");
    }

    private int shownPoints() {
        return Math.max(1, MOST_LINES / Math.max(1, columns.workloads().size()));
    }

    private ResultTable table() {
        ResultTable.Builder table = ResultTable.titled("").text("workload").number("point", "%d");
        columns.axes().forEach(axis -> table.text(FittedText.shortened(lastKey(axis), longestValue())));
        Scale energy = Scale.ofEnergy(largest("energyTotalPj"));
        table.number("cycles", "%,d")
                .fitted("energy (" + energy.unit() + ")")
                .number("speed-up", "%.2f")
                .number("energy (x)", "%.2f")
                .number("storage (x)", "%.2f")
                .number("PPR W", "%.2f");
        for (int i = 0; i < Math.min(rows.points(), shownPoints()); i++) {
            addPoint(table, rows.get(i), energy);
        }
        return table.build();
    }

    /** What each workload of each point gives for its time and its energy, in the order of {@link #table}. */
    private ResultTable rates() {
        Scale image = Scale.ofEnergy(largest("energyPerImagePj"));
        Scale time = Scale.ofTime(largest("timeNs"));
        ResultTable.Builder table = ResultTable.titled("Rates (GOPS, OP/B and TOPS/W: dense / effective)")
                .text("workload")
                .number("point", "%d")
                .fitted("latency (" + time.unit() + ")")
                .fitted("images/s")
                .text("GOPS")
                .text("OP/B")
                .fitted("mW")
                .text("TOPS/W")
                .fitted(image.unit() + "/image")
                .fitted("EDP (pJ s)");
        for (int i = 0; i < Math.min(rows.points(), shownPoints()); i++) {
            PointRow row = rows.get(i);
            for (int w = 0; w < columns.workloads().size(); w++) {
                table.row(
                        columns.workloads().get(w),
                        row.index(),
                        scaled(number(row, w, "timeNs"), 1 / time.divisor()),
                        scaled(number(row, w, "throughputPerSecond"), 1),
                        both(row, w, "gops"),
                        both(row, w, "arithmeticIntensity"),
                        scaled(number(row, w, "averagePowerMw"), 1),
                        both(row, w, "topsPerWatt"),
                        scaled(number(row, w, "energyPerImagePj"), 1 / image.divisor()),
                        scaled(number(row, w, "edpPjNs"), S_A_NS));
            }
        }
        return table.build();
    }

    private double largest(String figure) {
        double largest = 0;
        for (int i = 0; i < Math.min(rows.points(), shownPoints()); i++) {
            for (int w = 0; w < columns.workloads().size(); w++) {
                largest = Math.max(largest, number(rows.get(i), w, figure).orElse(0));
            }
        }
        return largest;
    }

    private String both(PointRow row, int workload, String figure) {
        OptionalDouble dense = number(row, workload, figure + ".dense");
        OptionalDouble effective = number(row, workload, figure + ".effective");
        return dense.isEmpty() || effective.isEmpty()
                ? ""
                : SummaryTables.both(dense.getAsDouble(), effective.getAsDouble());
    }

    private void addPoint(ResultTable.Builder table, PointRow row, Scale energy) {
        for (int w = 0; w < columns.workloads().size(); w++) {
            List<Object> cells = axes(row, w);
            cells.add(whole(number(row, w, "cycles"), row.status().jsonName()));
            cells.add(scaled(number(row, w, "energyTotalPj"), 1 / energy.divisor()));
            for (String ratio : List.of("beta", "energyRatio", "storageRatio", "ppr.params")) {
                cells.add(w == 0 ? "" : scaled(number(row, w, ratio), 1));
            }
            table.row(cells.toArray());
        }
    }

    private ResultTable tokens() {
        ResultTable.Builder table = ResultTable.titled("Tokens (first: a sequence's prompt; then a generated token's)")
                .text("workload")
                .number("point", "%d");
        columns.axes().forEach(axis -> table.text(FittedText.shortened(lastKey(axis), longestValue())));
        table.number("first (ms)", "%,.2f")
                .number("first (mJ)", "%,.2f")
                .number("token (ms)", "%,.3f")
                .number("token (mJ)", "%,.3f")
                .number("tokens/s", "%,.2f");
        for (int i = 0; i < Math.min(rows.points(), shownPoints()); i++) {
            PointRow row = rows.get(i);
            columns.languageModels().stream().sorted().forEach(w -> addTokens(table, row, w));
        }
        return table.build();
    }

    private void addTokens(ResultTable.Builder table, PointRow row, int workload) {
        List<Object> cells = axes(row, workload);
        cells.add(scaled(number(row, workload, "timeToFirstTokenNs"), MS_A_NS));
        cells.add(scaled(number(row, workload, "energyToFirstTokenJ"), MJ_A_JOULE));
        cells.add(scaled(number(row, workload, "timePerTokenNs"), MS_A_NS));
        cells.add(scaled(number(row, workload, "energyPerTokenJ"), MJ_A_JOULE));
        cells.add(scaled(number(row, workload, "tokensPerSecond"), 1));
        table.row(cells.toArray());
    }

    /** The first cells of a line: which workload of which point, and the point's values. */
    private List<Object> axes(PointRow row, int workload) {
        List<Object> cells = new ArrayList<>(List.of(columns.workloads().get(workload), row.index()));
        for (int axis = 0; axis < columns.axes().size(); axis++) {
            cells.add(FittedText.shortened(shown(row, 1 + axis), longestValue()));
        }
        return cells;
    }

    private OptionalDouble number(PointRow row, int workload, String figure) {
        return row.number(columns.column(workload, figure));
    }

    private int longestValue() {
        return Math.max(SHORTEST_VALUE, AXES_WIDTH / Math.max(1, columns.axes().size()) - 2);
    }

    /** A number in four digits, enough to distinguish the steps of a range. */
    private static String shown(PointRow row, int column) {
        OptionalDouble number = row.number(column);
        return number.isPresent()
                ? new BigDecimal(number.getAsDouble())
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString()
                : AxisValue.of(row.text(column));
    }

    private static Object whole(OptionalDouble value, String otherwise) {
        return value.isPresent() ? (Object) (long) value.getAsDouble() : otherwise;
    }

    private static Object scaled(OptionalDouble value, double factor) {
        return value.isPresent() ? (Object) (value.getAsDouble() * factor) : "";
    }

    /** What a pointer leads to, without the way. */
    private static String lastKey(String axis) {
        return axis.substring(axis.lastIndexOf('/') + 1);
    }

    private static String reasons(Map<String, Integer> reasons) {
        var text = new StringBuilder();
        reasons.entrySet().stream()
                .limit(MOST_REASONS)
                .forEach(reason -> text.append(FittedText.wrapped(
                        String.format(
                                Locale.ROOT,
                                "%,d %s %s",
                                reason.getValue(),
                                reason.getValue() == 1 ? "point is" : "points are",
                                reason.getKey()),
                        "  ")));
        if (reasons.size() > MOST_REASONS) {
            text.append(RootLocale.format("... and for %d more reasons\n", reasons.size() - MOST_REASONS));
        }
        return text.toString();
    }
}
