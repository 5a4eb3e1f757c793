package archsim.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.reports.plot.PointNames.Point;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.junit.jupiter.api.Test;

/** On axes from 1 to 100, 600 pixels wide and 300 high. */
class PointNamesTest {

    private final PointNames names = new PointNames(1, 100, 1, 100, 600, 300);

    private List<String> texts(List<List<Point>> series) {
        return names.beside(series).stream().map(XYTextAnnotation::getText).toList();
    }

    @Test
    void aNameStandsBesideItsPoint() {
        List<XYTextAnnotation> found = names.beside(List.of(List.of(new Point("conv1", 10, 10))));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).getX()).isBetween(10.0, 12.0);
        assertThat(found.get(0).getY()).isBetween(9.9, 10.1);
    }

    @Test
    void pointsOnEachOtherShareTheirNames() {
        assertThat(texts(List.of(List.of(
                        new Point("a", 10, 10),
                        new Point("b", 10, 10),
                        new Point("c", 10, 10),
                        new Point("d", 10, 10)))))
                .containsExactly("a, b, c +1");
    }

    /** At the right edge there is room on the left alone. */
    @Test
    void noNameLeavesThePlot() {
        assertThat(names.beside(List.of(List.of(new Point("conv1", 99, 10))))
                        .get(0)
                        .getX())
                .isLessThan(99);
    }

    /** Forty series on one spot cannot all be named. */
    @Test
    void aNameWithoutRoomIsLeftOut() {
        List<List<Point>> many = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> List.of(new Point("layer" + i, 10, 10)))
                .toList();
        assertThat(texts(many)).hasSizeBetween(2, 10);
    }
}
