package archsim.reports.plot;

import archsim.reports.words.FittedText;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.ui.TextAnchor;

/**
 * Names beside the points of a plot on two logarithmic axes, none over another or over a point.
 *
 * <p>Points of a series that lie on each other share their names; a name for which there is no room is left out.
 */
public final class PointNames {

    /** Half the size of a point, in pixels. */
    private static final double POINT = 5;
    /** Points nearer than this, in pixels, share their names. */
    private static final double NEAR = 9;

    private static final int MOST_SHARED = 3;
    private static final int LONGEST = 28;

    private final double leastX;
    private final double mostX;
    private final double leastY;
    private final double mostY;
    private final double width;
    private final double height;
    private final List<Line2D> lines = new ArrayList<>();

    /** A named point, in the units of the axes. */
    public record Point(String name, double x, double y) {}

    private record Cluster(List<String> names, double x, double y) {

        String text() {
            String shown = names.stream().limit(MOST_SHARED).collect(Collectors.joining(", "));
            int rest = names.size() - MOST_SHARED;
            return FittedText.shortened(shown, LONGEST) + (rest > 0 ? " +" + rest : "");
        }
    }

    /**
     * The room in which names stand.
     *
     * @param width of the plot in pixels, about
     * @param height of the plot in pixels, about
     */
    public PointNames(double leastX, double mostX, double leastY, double mostY, double width, double height) {
        this.leastX = leastX;
        this.mostX = mostX;
        this.leastY = leastY;
        this.mostY = mostY;
        this.width = width;
        this.height = height;
    }

    /** Keeps names off a line of the plot through these points, where there is room elsewhere. */
    public PointNames clearOf(List<Point> line) {
        for (int i = 1; i < line.size(); i++) {
            Point from = line.get(i - 1);
            lines.add(new Line2D.Double(x(from), y(from), x(line.get(i)), y(line.get(i))));
        }
        return this;
    }

    /** Annotations with the names of the points of each series. */
    public List<XYTextAnnotation> beside(List<List<Point>> series) {
        List<Cluster> clusters =
                series.stream().flatMap(points -> clusters(points).stream()).toList();
        List<Rectangle2D> taken = new ArrayList<>();
        series.forEach(points -> points.forEach(
                point -> taken.add(new Rectangle2D.Double(x(point) - POINT, y(point) - POINT, 2 * POINT, 2 * POINT))));
        List<XYTextAnnotation> names = new ArrayList<>();
        clusters.forEach(cluster -> name(cluster, taken).ifPresent(names::add));
        return names;
    }

    private List<Cluster> clusters(List<Point> points) {
        List<Cluster> clusters = new ArrayList<>();
        for (Point point : points) {
            clusters.stream()
                    .filter(each -> Math.hypot(each.x() - x(point), each.y() - y(point)) < NEAR)
                    .findFirst()
                    .ifPresentOrElse(
                            each -> each.names().add(point.name()),
                            () -> clusters.add(
                                    new Cluster(new ArrayList<>(List.of(point.name())), x(point), y(point))));
        }
        return clusters;
    }

    /** Right of the point, left, above or below, wherever there is room first. */
    private Optional<XYTextAnnotation> name(Cluster cluster, List<Rectangle2D> taken) {
        return places(cluster).stream()
                .filter(place -> new Rectangle2D.Double(0, 0, width, height).contains(place.box())
                        && taken.stream().noneMatch(place.box()::intersects))
                .min(Comparator.comparing(place -> lines.stream().anyMatch(line -> line.intersects(place.box()))))
                .map(place -> {
                    taken.add(place.box());
                    return annotation(cluster, place);
                });
    }

    /** Where a text stands. */
    private record Place(TextAnchor anchor, double x, double y, Rectangle2D box) {}

    private static List<Place> places(Cluster cluster) {
        Rectangle2D size = PlotStyle.bounds(cluster.text(), PlotStyle.SMALL);
        double wide = size.getWidth();
        double high = size.getHeight();
        double beside = POINT + 2;
        record Side(TextAnchor anchor, double x, double y, double left, double top) {}
        return Stream.of(
                        new Side(TextAnchor.CENTER_LEFT, beside, 0, beside, -high / 2),
                        new Side(TextAnchor.CENTER_RIGHT, -beside, 0, -beside - wide, -high / 2),
                        new Side(TextAnchor.BOTTOM_CENTER, 0, -beside, -wide / 2, -beside - high),
                        new Side(TextAnchor.TOP_CENTER, 0, beside, -wide / 2, beside),
                        new Side(TextAnchor.BOTTOM_LEFT, beside, -beside, beside, -beside - high),
                        new Side(TextAnchor.TOP_LEFT, beside, beside, beside, beside))
                .map(side -> new Place(
                        side.anchor(),
                        cluster.x() + side.x(),
                        cluster.y() + side.y(),
                        new Rectangle2D.Double(cluster.x() + side.left(), cluster.y() + side.top(), wide, high)))
                .toList();
    }

    private XYTextAnnotation annotation(Cluster cluster, Place place) {
        var text = new XYTextAnnotation(cluster.text(), atX(place.x()), atY(place.y()));
        text.setFont(PlotStyle.SMALL);
        text.setPaint(PlotStyle.INK);
        text.setBackgroundPaint(PlotStyle.PAPER);
        text.setTextAnchor(place.anchor());
        return text;
    }

    private double x(Point point) {
        return width * StrictMath.log(point.x() / leastX) / StrictMath.log(mostX / leastX);
    }

    private double y(Point point) {
        return height * (1 - StrictMath.log(point.y() / leastY) / StrictMath.log(mostY / leastY));
    }

    private double atX(double pixels) {
        return leastX * StrictMath.pow(mostX / leastX, pixels / width);
    }

    private double atY(double pixels) {
        return leastY * StrictMath.pow(mostY / leastY, 1 - pixels / height);
    }
}
