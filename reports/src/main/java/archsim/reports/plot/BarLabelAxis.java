package archsim.reports.plot;

import archsim.reports.words.FittedText;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.text.TextBlock;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;

/** The axis beside horizontal bars: categories are the bars' indices, names are broken at hyphens to keep it narrow. */
public final class BarLabelAxis extends CategoryAxis {

    /** Characters that fit one line. */
    static final int LINE = 19;

    /** Of a layer, of which there are many. */
    static final int LONG_LINE = 34;

    private static final int LONGEST_IN_LINES = 4;

    private final transient List<String> names;
    private final int width;

    public BarLabelAxis(List<String> names) {
        this(names, LINE);
    }

    BarLabelAxis(List<String> names, int width) {
        this.names = names;
        this.width = width;
        setTickLabelFont(PlotStyle.LABEL);
        setTickLabelPaint(PlotStyle.INK);
        setTickMarksVisible(false);
        setAxisLineVisible(false);
        setLowerMargin(0.04);
        setUpperMargin(0.04);
        setCategoryMargin(0.35);
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected TextBlock createLabel(Comparable category, float room, RectangleEdge edge, Graphics2D g2) {
        var block = new TextBlock();
        block.setLineAlignment(HorizontalAlignment.RIGHT);
        lines(names.get((Integer) category), width)
                .forEach(line -> block.addLine(line, getTickLabelFont(), getTickLabelPaint()));
        return block;
    }

    /** {@code name} in a few lines, broken at blanks, and what is longer than a line after hyphens and underscores. */
    public static List<String> lines(String name) {
        return lines(name, LINE);
    }

    /** {@code name} in lines of at most {@code width} characters. */
    static List<String> lines(String name, int width) {
        var lines = new ArrayList<String>();
        String line = "";
        for (String word : FittedText.shortened(name, LONGEST_IN_LINES * width).split("(?<= )", -1)) {
            String stripped = word.stripTrailing();
            if (!line.isEmpty() && line.length() + stripped.length() > width) {
                lines.add(line.stripTrailing());
                line = "";
            }
            for (String piece : pieces(stripped, width)) {
                if (line.length() + piece.length() > width) {
                    lines.add(line);
                    line = "";
                }
                line += piece;
            }
            line += word.substring(stripped.length());
        }
        lines.add(line.stripTrailing());
        return lines;
    }

    private static List<String> pieces(String word, int width) {
        var pieces = new ArrayList<String>();
        for (String part : word.split("(?<=[-_/])", -1)) {
            for (int from = 0; from < part.length(); from += width) {
                pieces.add(part.substring(from, Math.min(part.length(), from + width)));
            }
        }
        return pieces;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BarLabelAxis axis && super.equals(axis) && names.equals(axis.names);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
