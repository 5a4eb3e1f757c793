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

    private static final int LONGEST = 48;

    private final transient List<String> names;

    public BarLabelAxis(List<String> names) {
        this.names = names;
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
    protected TextBlock createLabel(Comparable category, float width, RectangleEdge edge, Graphics2D g2) {
        var block = new TextBlock();
        block.setLineAlignment(HorizontalAlignment.RIGHT);
        lines(names.get((Integer) category))
                .forEach(line -> block.addLine(line, getTickLabelFont(), getTickLabelPaint()));
        return block;
    }

    /** {@code name} in a few lines, broken after hyphens, underscores and blanks where it has any. */
    public static List<String> lines(String name) {
        var lines = new ArrayList<String>();
        String line = "";
        for (String word : FittedText.shortened(name, LONGEST).split("(?<=[-_ ])", -1)) {
            for (String part = word; !part.isEmpty(); part = part.substring(Math.min(LINE, part.length()))) {
                String piece = part.substring(0, Math.min(LINE, part.length()));
                if (line.length() + piece.length() > LINE) {
                    lines.add(line);
                    line = "";
                }
                line += piece;
            }
        }
        lines.add(line);
        return lines;
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
