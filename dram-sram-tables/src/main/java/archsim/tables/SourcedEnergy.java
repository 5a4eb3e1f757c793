package archsim.tables;

import archsim.base.Confidence;
import archsim.base.Source;

/**
 * An energy and where it comes from.
 *
 * @param energyPj above 0
 */
public record SourcedEnergy(double energyPj, Source source) {

    public SourcedEnergy {
        if (!(energyPj > 0) || Double.isInfinite(energyPj)) {
            throw new IllegalArgumentException("energyPj must be finite and above 0, was " + energyPj);
        }
    }

    /** The energy times {@code factor}, derived as {@code how} says. */
    public SourcedEnergy times(double factor, String how) {
        return new SourcedEnergy(energyPj * factor, derived(source, how));
    }

    /** The energy and that of {@code other}, which is {@code what}, under both sources. */
    public SourcedEnergy plus(SourcedEnergy other, String what) {
        return new SourcedEnergy(
                energyPj + other.energyPj, derived(source, "with %s [%s]".formatted(what, other.source.citation())));
    }

    /** A source at most as good as {@link Confidence#B}, since something was computed from it. */
    public static Source derived(Source source, String how) {
        Confidence confidence = source.confidence() == Confidence.A ? Confidence.B : source.confidence();
        return new Source(source.citation() + "; " + how, confidence);
    }
}
