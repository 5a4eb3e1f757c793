package archsim.validation.fact;

import archsim.base.RootLocale;
import archsim.base.Source;
import archsim.energy.PriceBounds;
import java.util.Optional;

/**
 * A published figure beside archsim's.
 *
 * @param name of the fact
 * @param what in a few words
 * @param unit of both figures
 * @param deviation of the simulated from the published figure, relative: 0.1 is 10 % above
 * @param tolerance relative
 * @param missClass whose a known difference is; only if it is reported
 * @param bounds between what archsim's figure lies while each price keeps within its bounds; only of a known difference
 * @param explanation what the tolerance allows for, or why the figures are known to differ
 */
public record Check(
        String name,
        String what,
        double published,
        double simulated,
        String unit,
        double deviation,
        double tolerance,
        Verdict verdict,
        Optional<MissClass> missClass,
        Optional<PriceBounds> bounds,
        Optional<String> explanation,
        Source source) {

    /** What the bounds of the prices say, in words; empty if they were not asked. */
    public Optional<String> boundsInWords() {
        return bounds.map(prices -> RootLocale.format(
                "The bounds of the prices allow %.3g to %.3g%s",
                prices.low(), prices.high(), unit.isEmpty() ? "" : " " + unit));
    }
}
