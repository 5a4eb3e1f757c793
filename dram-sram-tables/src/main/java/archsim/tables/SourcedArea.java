package archsim.tables;

import archsim.base.Source;

/**
 * An area and where it comes from.
 *
 * @param areaMm2 above 0
 */
public record SourcedArea(double areaMm2, Source source) {

    public SourcedArea {
        if (!(areaMm2 > 0) || Double.isInfinite(areaMm2)) {
            throw new IllegalArgumentException("areaMm2 must be finite and above 0, was " + areaMm2);
        }
    }

    /** The area times {@code factor}, derived as {@code how} says. */
    public SourcedArea times(double factor, String how) {
        return new SourcedArea(areaMm2 * factor, SourcedEnergy.derived(source, how));
    }
}
