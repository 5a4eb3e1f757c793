package archsim.validation.fact;

import archsim.base.Source;
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
        Optional<String> explanation,
        Source source) {}
