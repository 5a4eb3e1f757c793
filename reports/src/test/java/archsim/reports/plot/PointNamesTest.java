package archsim.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.reports.plot.PointNames.Point;
import java.util.List;
import org.assertj.core.data.Offset;
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

    /** The name that stands right of the point runs along a level line through it: it goes above. */
    @Test
    void aNameKeepsClearOfALineWhereThereIsRoomElsewhere() {
        var point = new Point("fc6", 10, 10);
        XYTextAnnotation right = names.beside(List.of(List.of(point))).get(0);
        assertThat(right.getY()).isCloseTo(10, Offset.offset(1e-9));

        XYTextAnnotation above = new PointNames(1, 100, 1, 100, 600, 300)
                .clearOf(List.of(new Point("", 1, 10), new Point("", 100, 10)))
                .beside(List.of(List.of(point)))
                .get(0);
        assertThat(above.getX()).isCloseTo(10, Offset.offset(1e-9));
        assertThat(above.getY()).isGreaterThan(10);
    }
}
