package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.energy.EnergyModel.Price;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;

class MonteCarloTest {

    private static final Source SOURCE = new Source("hand", Confidence.A);

    /** Products cost 1 pJ, give or take a factor of four; sums 0.5 pJ exactly; all else 2 pJ, from 1 to 8. */
    private static Price price(Action action) {
        if (action instanceof Action.Multiply) {
            return new Price(0.25, 1, 4, SOURCE);
        }
        return action instanceof Action.Add ? new Price(0.5, 0.5, 0.5, SOURCE) : new Price(1, 2, 8, SOURCE);
    }

    private static ActionCounts counts(Action action, long count) {
        var counts = new ActionCounts();
        counts.add("part", DataType.PSUMS, action, count);
        return counts;
    }

    private static MonteCarlo draw(Map<String, ActionCounts> counts) {
        return MonteCarlo.of(counts, MonteCarloTest::price, 2000, 7);
    }

    private static Map<String, ActionCounts> two(ActionCounts first, ActionCounts second) {
        Map<String, ActionCounts> counts = new LinkedHashMap<>();
        counts.put("first", first);
        counts.put("second", second);
        return counts;
    }

    /** 100 sums of exactly 0.5 pJ: 50 pJ in every draw. */
    @Test
    void aCertainPriceHasNoInterval() {
        MonteCarlo.Run run =
                draw(Map.of("sums", counts(new Action.Add(8), 100))).runs().get(0);
        assertThat(run.totalPj()).isEqualTo(new Interval(50, 50, 50, 50));
        assertThat(run.componentPj()).containsExactly(Map.entry("part", new Interval(50, 50, 50, 50)));
        assertThat(run.dataTypePj()).containsExactly(Map.entry(DataType.PSUMS, new Interval(50, 50, 50, 50)));
    }

    /** By hand: 5 % lie below where (1 - t)^2 = 0.1, t = 0.6838: 10 x 4^-0.6838 = 3.876 pJ, and above 10 x 4^0.6838 = 25.80. */
    @Test
    void theIntervalIsThatOfTheDistribution() {
        Interval total = draw(Map.of("products", counts(Action.Multiply.of(8), 10)))
                .runs()
                .get(0)
                .totalPj();
        assertThat(total.nominal()).isEqualTo(10);
        assertThat(total.low()).isCloseTo(3.876, within(0.3));
        assertThat(total.median()).isCloseTo(10, within(0.5));
        assertThat(total.high()).isCloseTo(25.80, within(1.5));
    }

    @Test
    void noDrawLeavesItsBoundsAndHalfLieBelow() {
        var draw = new PriceDraw(new SplittableRandom(1));
        int below = 0;
        for (int i = 0; i < 10_000; i++) {
            double drawn = draw.draw(new Price(1, 2, 8, SOURCE));
            assertThat(drawn).isBetween(1.0, 8.0);
            below += drawn < 2 ? 1 : 0;
        }
        assertThat(below).isBetween(4800, 5200);
    }

    /** Both pay the same price for a product, so half as many always cost half as much. */
    @Test
    void oneDrawOfAPriceHoldsForAllWorkloads() {
        MonteCarlo energies = draw(two(counts(Action.Multiply.of(8), 10), counts(Action.Multiply.of(8), 5)));
        assertThat(energies.rankingHolds()).isEqualTo(1);
        assertThat(energies.runs().get(1).ratio().low()).isCloseTo(2, within(1e-12));
        assertThat(energies.runs().get(1).ratio().high()).isCloseTo(2, within(1e-12));
        assertThat(energies.runs().get(1).cheaperThanFirst()).isEqualTo(1);
    }

    /** 10 products (10 pJ nominally) against 18 sums (9 pJ exactly): the sums win a little more than half of the draws. */
    @Test
    void anOrderThatHangsOnOnePriceHoldsInAsManyDrawsAsThatPriceAllows() {
        MonteCarlo energies = draw(two(counts(Action.Multiply.of(8), 10), counts(new Action.Add(8), 18)));
        assertThat(energies.rankingHolds()).isBetween(0.5, 0.65);
        assertThat(energies.runs().get(1).cheaperThanFirst()).isEqualTo(energies.rankingHolds());
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        var counts = two(counts(Action.Multiply.of(8), 10), counts(new Action.IndexDecode(4), 5));
        MonteCarlo seven = draw(counts);
        assertThat(draw(counts)).isEqualTo(seven);
        MonteCarlo eight = MonteCarlo.of(counts, MonteCarloTest::price, 2000, 8);
        for (int i = 0; i < 2; i++) {
            Interval one = seven.runs().get(i).totalPj();
            Interval other = eight.runs().get(i).totalPj();
            assertThat(other.nominal()).isEqualTo(one.nominal());
            assertThat(other.low()).isNotEqualTo(one.low());
            assertThat(other.median()).isNotEqualTo(one.median());
            assertThat(other.high()).isNotEqualTo(one.high());
        }
    }

    /**
     * On a logarithmic axis the distance t from the nominal price has the density 2 (1 - t): its mean is 1/3, that of its
     * square 1/6. From 1 over 2 to 8 pJ: mean ln 2 + (ln 4 - ln 2) / 2 / 3 = 0.8087, mean square about ln 2 (ln^2 4 + ln^2 2) / 2
     * / 6 = 0.2002, spread sqrt(0.2002 - 0.1155^2) = 0.4323. Of 40 000 draws the mean is off by 0.0022 at one sigma.
     */
    @Test
    void drawsHaveTheMeanAndTheSpreadOfTheirDistribution() {
        var draw = new PriceDraw(new SplittableRandom(3));
        var logarithms = new DescriptiveStatistics();
        for (int i = 0; i < 40_000; i++) {
            logarithms.addValue(Math.log(draw.draw(new Price(1, 2, 8, SOURCE))));
        }
        assertThat(logarithms.getMean()).isCloseTo(0.8087, within(0.008));
        assertThat(logarithms.getStandardDeviation()).isCloseTo(0.4323, within(0.008));
    }

    /** By hand, as above: 5 % of the draws lie below 2 / 2^0.6838 = 1.245 pJ, 5 % above 2 x 4^0.6838 = 5.161 pJ. */
    @Test
    void aLopsidedPriceHasALopsidedInterval() {
        Interval one = draw(Map.of("indices", counts(new Action.IndexDecode(4), 1)))
                .runs()
                .get(0)
                .totalPj();
        assertThat(one.low()).isCloseTo(1.245, within(0.03));
        assertThat(one.high()).isCloseTo(5.161, within(0.25));
    }

    @Test
    void noDrawIsNoAnswer() {
        var counts = Map.of("sums", counts(new Action.Add(8), 1));
        assertThatThrownBy(() -> MonteCarlo.of(counts, MonteCarloTest::price, 0, 1))
                .hasMessage("draws must be at least 1, was 0");
    }

    /** By hand: of 20 draws the first is the last of the lowest 5 %, the 10th the median, the 19th the last of 95 %. */
    @Test
    void anIntervalIsReadOffTheSortedDraws() {
        double[] draws = {20, 3, 1, 2, 19, 18, 17, 16, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        assertThat(Interval.of(7, draws)).isEqualTo(new Interval(7, 1, 10, 19));
        assertThat(Interval.of(7, new double[] {3})).isEqualTo(new Interval(7, 3, 3, 3));
    }

    /** One draw of seed 7, bit for bit on every machine: 2 x (8 / 2)^(1 - sqrt(1 - u)) or 2 x (1 / 2)^(1 - sqrt(1 - u)). */
    @Test
    void drawsAreTheSameOnEveryMachine() {
        var draw = new PriceDraw(new SplittableRandom(7));
        var price = new Price(1, 2, 8, SOURCE);
        assertThat(new double[] {draw.draw(price), draw.draw(price), draw.draw(price)})
                .containsExactly(2.0235091237899927, 1.5646167799934874, 2.4070946895878462);
    }

    @Test
    void anActionThatCostsNothingCostsNothingInEveryDraw() {
        assertThat(new PriceDraw(new SplittableRandom(1)).draw(new Price(0, 0, 0, SOURCE)))
                .isZero();
    }

    /** Two parts and kinds of data: 10 sums of exactly 0.5 pJ and 4 of them; each has its own interval. */
    @Test
    void everyPartAndKindOfDataHasItsOwnInterval() {
        var counts = new ActionCounts();
        counts.add("multipliers", DataType.WEIGHTS, new Action.Add(8), 10);
        counts.add("adders", DataType.PSUMS, new Action.Add(8), 4);
        counts.add("adders", DataType.WEIGHTS, new Action.Add(8), 1);
        MonteCarlo.Run run = MonteCarlo.of(Map.of("one", counts), MonteCarloTest::price, 1, 7)
                .runs()
                .get(0);
        assertThat(run.workload()).isEqualTo("one");
        assertThat(run.totalPj()).isEqualTo(new Interval(7.5, 7.5, 7.5, 7.5));
        assertThat(run.componentPj())
                .containsExactly(
                        Map.entry("multipliers", new Interval(5, 5, 5, 5)),
                        Map.entry("adders", new Interval(2.5, 2.5, 2.5, 2.5)));
        assertThat(run.dataTypePj())
                .containsOnly(
                        Map.entry(DataType.WEIGHTS, new Interval(5.5, 5.5, 5.5, 5.5)),
                        Map.entry(DataType.PSUMS, new Interval(2, 2, 2, 2)));
    }

    /** The same counts: neither is cheaper, in no draw, and the ratio is 1. */
    @Test
    void equalWorkloadsAreNeverCheaperThanEachOther() {
        MonteCarlo energies = draw(two(counts(Action.Multiply.of(8), 10), counts(Action.Multiply.of(8), 10)));
        assertThat(energies.runs().get(1).cheaperThanFirst()).isZero();
        assertThat(energies.runs().get(1).ratio()).isEqualTo(new Interval(1, 1, 1, 1));
        assertThat(energies.draws()).isEqualTo(2000);
        assertThat(energies.seed()).isEqualTo(7);
    }

    /** By hand: 10 exact sums are 5 pJ, 4 are 2 pJ: nominally, and in each draw, 2.5 times less. */
    @Test
    void theRatioIsOfTheFirstOverTheOther() {
        MonteCarlo.Run second = draw(two(counts(new Action.Add(8), 10), counts(new Action.Add(8), 4)))
                .runs()
                .get(1);
        assertThat(second.ratio()).isEqualTo(new Interval(2.5, 2.5, 2.5, 2.5));
        assertThat(second.cheaperThanFirst()).isEqualTo(1);
    }
}
