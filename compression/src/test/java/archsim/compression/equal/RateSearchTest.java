package archsim.compression.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RateSearchTest {

    /** All rates that are tried if those up to {@code highest} hold. */
    private static List<Probe> searched(RateSteps steps, double highest) {
        var search = new RateSearch(steps);
        var tried = new ArrayList<Probe>();
        for (OptionalDouble rate = search.next(tried); rate.isPresent(); rate = search.next(tried)) {
            tried.add(new Probe(rate.getAsDouble(), rate.getAsDouble(), 0.9, rate.getAsDouble() <= highest));
            assertThat(tried).hasSizeLessThan(50);
        }
        return tried;
    }

    /** 4, 8, 16 hold, 32 does not; then the geometric means 22.63, which holds, and 26.91. */
    @Test
    void ratesGrowUntilOneFailsAndAreHalvedThen() {
        List<Probe> tried = searched(new RateSteps(4, 2, 100, 1.2), 25);
        assertThat(tried).extracting(Probe::rate).containsExactly(4.0, 8.0, 16.0, 32.0, 22.63, 26.91);
        assertThat(RateSearch.found(tried)).hasValue(22.63);
    }

    @Test
    void whatIsFoundIsWithinTheResolution() {
        var steps = new RateSteps(3, 3, 500, 1.05);
        for (double highest = 1.1; highest < 500; highest *= 1.3) {
            double found = RateSearch.found(searched(steps, highest)).orElse(1);
            assertThat(found).isBetween(highest / 1.05 - 0.01, highest);
        }
    }

    @Test
    void aFirstRateThatFailsLeadsDownToOne() {
        List<Probe> tried = searched(new RateSteps(4, 2, 100, 1.5), 1);
        assertThat(tried).extracting(Probe::rate).containsExactly(4.0, 2.0, 1.41);
        assertThat(RateSearch.found(tried)).isEmpty();
    }

    @Test
    void aSearchEndsAtTheMostThatIsTried() {
        List<Probe> tried = searched(new RateSteps(4, 2, 20, 1.2), 1000);
        assertThat(tried).extracting(Probe::rate).containsExactly(4.0, 8.0, 16.0, 20.0);
        assertThat(RateSearch.found(tried).orElseThrow()).isCloseTo(20, within(0.0));
    }
}
