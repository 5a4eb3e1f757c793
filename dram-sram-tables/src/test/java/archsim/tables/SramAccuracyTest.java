package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SramAccuracyTest {

    /** Relative errors of read energy as they are; a change of table or rule must change them knowingly. */
    @ParameterizedTest
    @CsvSource({
        "65, WIDTH, 0.075, 0.335",
        "65, CAPACITY, 0.050, 0.403",
        "45, WIDTH, 0.056, 0.345",
        "45, CAPACITY, 0.055, 0.238",
        "32, WIDTH, 0.049, 0.576",
        "32, CAPACITY, 0.066, 0.233",
        "22, WIDTH, 0.059, 0.344",
        "22, CAPACITY, 0.057, 0.270"
    })
    void readEnergyIsPredictedThisWell(int technologyNm, SramAccuracy.Axis axis, double median, double largest) {
        var accuracy = SramAccuracy.of(TableSet.shipped(), technologyNm, axis, SramFigure.READ_PJ);
        assertThat(accuracy.rows()).isEqualTo(axis == SramAccuracy.Axis.WIDTH ? 41 : 59);
        assertThat(accuracy.median()).isCloseTo(median, within(0.0006));
        assertThat(accuracy.largest()).isCloseTo(largest, within(0.0006));
    }

    @ParameterizedTest
    @EnumSource(SramFigure.class)
    void everyFigureIsPredictedWithin8PerCentInTheMedian(SramFigure figure) {
        for (int technologyNm : TableSet.shipped().sramNodesNm()) {
            assertThat(SramAccuracy.of(TableSet.shipped(), technologyNm, SramAccuracy.Axis.CAPACITY, figure)
                            .median())
                    .isLessThan(0.08);
        }
    }
}
