package archsim.tables;

import archsim.base.Confidence;
import archsim.base.RootLocale;
import archsim.base.Source;

/**
 * An energy, how far it may be off, and where it comes from.
 *
 * @param lowPj above 0 and at most {@code energyPj}
 * @param energyPj chosen
 * @param highPj finite and at least {@code energyPj}
 */
public record SourcedEnergy(double lowPj, double energyPj, double highPj, Source source) {

    public SourcedEnergy {
        if (!(lowPj > 0 && lowPj <= energyPj && energyPj <= highPj) || Double.isInfinite(highPj)) {
            throw new IllegalArgumentException(RootLocale.format(
                    "energies must rise from above 0 to a finite one, was %s, %s, %s", lowPj, energyPj, highPj));
        }
    }

    /** An energy that may be off by {@code spread}. */
    public static SourcedEnergy of(double energyPj, Spread spread, Source source) {
        return new SourcedEnergy(energyPj * spread.low(), energyPj, energyPj * spread.high(), source);
    }

    /** The same, off by {@code spread} on top. */
    public SourcedEnergy within(Spread spread) {
        return new SourcedEnergy(lowPj * spread.low(), energyPj, highPj * spread.high(), source);
    }

    /** The energy times {@code factor}. */
    public SourcedEnergy times(double factor) {
        return new SourcedEnergy(lowPj * factor, energyPj * factor, highPj * factor, source);
    }

    /** The energy times {@code factor}, derived as {@code how} says. */
    public SourcedEnergy times(double factor, String how) {
        return times(factor).derived(how);
    }

    /** The energy and that of {@code other}, which is {@code what}, under both sources; they are off together. */
    public SourcedEnergy plus(SourcedEnergy other, String what) {
        return new SourcedEnergy(
                lowPj + other.lowPj,
                energyPj + other.energyPj,
                highPj + other.highPj,
                derived(source, RootLocale.format("with %s [%s]", what, other.source.citation())));
    }

    /** {@code factor} times as much, at least 1, as {@code how} says; the bounds stay where they hold it. */
    public SourcedEnergy raised(double factor, String how) {
        double raisedPj = energyPj * factor;
        return factor == 1
                ? this
                : new SourcedEnergy(lowPj, raisedPj, Math.max(highPj, raisedPj), derived(source, how));
    }

    private SourcedEnergy derived(String how) {
        return new SourcedEnergy(lowPj, energyPj, highPj, derived(source, how));
    }

    /** A source at most as good as {@link Confidence#B}, since something was computed from it. */
    public static Source derived(Source source, String how) {
        Confidence confidence = source.confidence() == Confidence.A ? Confidence.B : source.confidence();
        return new Source(source.citation() + "; " + how, confidence);
    }
}
