package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.tables.CycleLaw.Row;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CycleLawTest {

    private static final ArithmeticTable TABLE = TableSet.shipped().arithmetic();

    private static CycleLaw law(Row... rows) {
        return new CycleLaw(32, 0.5, List.of(rows), new Source("none", Confidence.C));
    }

    /** 32 bits: 4 at 1 ns, 1 at 4 ns, so 2 at 2 ns. 8 bits settle in half the time: 2 ns are to them what 4 are to 32. */
    @Test
    void aShortCycleRaisesAWideUnitMost() {
        CycleLaw law = law(new Row(1000, 4), new Row(4000, 1));
        assertThat(law.factor(2000, 32)).isCloseTo(2, within(1e-12));
        assertThat(law.factor(2000, 8)).isEqualTo(1);
        assertThat(law.factor(1000, 8)).isCloseTo(2, within(1e-12));
    }

    @Test
    void beyondTheRowsTheFactorStays() {
        CycleLaw law = law(new Row(1000, 4), new Row(4000, 1));
        assertThat(law.factor(999, 32)).isEqualTo(4);
        assertThat(law.factor(1e-9, 32)).isEqualTo(4);
        assertThat(law.factor(4001, 32)).isEqualTo(1);
        assertThat(law.factor(1e15, 1)).isEqualTo(1);
    }

    @Test
    void rowsRiseToACycleThatIsLongEnough() {
        assertThat(law(new Row(1, 1)).factor(5, 4)).isEqualTo(1);
        assertThat(law(new Row(1, 2), new Row(2, 2), new Row(3, 1)).factor(2, 32))
                .isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(CycleLawTest::law)
                .withMessage("rows must end with a factor of 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> law(new Row(1, 2)))
                .withMessage("rows must end with a factor of 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> law(new Row(2, 2), new Row(2, 1)))
                .withMessage("rows must have rising cyclePs, and no rising factor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> law(new Row(1, 2), new Row(2, 3), new Row(3, 1)))
                .withMessage("rows must have rising cyclePs, and no rising factor");
    }

    /** Aladdin's 32-bit product: 12.68 pJ at 1 ns over 9.555 at 2 ns; Horowitz's 3.1 pJ from there on. */
    @Test
    void aProductThatSettlesInANanosecondTakesMore() {
        SourcedEnergy fast = TABLE.multiply(32, 32, OptionalDouble.of(1000));
        assertThat(fast.energyPj()).isCloseTo(3.1 * 12.68341 / 9.554858, within(1e-3));
        assertThat(fast.lowPj()).isEqualTo(TABLE.multiply(32).lowPj());
        assertThat(fast.highPj()).isEqualTo(12.68341);
        assertThat(fast.source().confidence()).isEqualTo(Confidence.B);
        assertThat(fast.source().citation()).contains("; times 1.327 to settle in 1000 ps at 45 nm [Aladdin");
        assertThat(TABLE.multiply(32, 32, OptionalDouble.of(2000))).isEqualTo(TABLE.multiply(32));
        assertThat(TABLE.multiply(8, 4, OptionalDouble.empty())).isEqualTo(TABLE.multiply(8, 4));
    }

    /** To 16 bits 1 ns is 2^0.67 = 1.591 ns: between 1.3274 at 1 and 1 at 2 ns, 1.0979. */
    @Test
    void aNarrowerProductSettlesSooner() {
        double expected = 1.3274 * Math.pow(1.591, -Math.log(1.3274) / Math.log(2));
        assertThat(TABLE.multiply(16, 16, OptionalDouble.of(1000)).energyPj()).isCloseTo(0.62 * expected, within(1e-4));
        assertThat(TABLE.multiply(16, 8, OptionalDouble.of(1000)).energyPj())
                .isCloseTo(TABLE.multiply(16, 8).energyPj() * expected, within(1e-4));
    }
}
