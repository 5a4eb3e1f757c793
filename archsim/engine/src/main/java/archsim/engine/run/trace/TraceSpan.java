package archsim.engine.run.trace;

import archsim.base.RootLocale;

/**
 * Something that took time.
 *
 * @param startPs since the start of the layer
 * @param endPs since the start of the layer, not before {@code startPs}
 * @param tile it belongs to
 * @param amount bursts moved, or cycles spent
 */
public record TraceSpan(TraceTrack track, long startPs, long endPs, int tile, long amount) {

    public TraceSpan {
        if (startPs < 0 || endPs < startPs) {
            throw new IllegalArgumentException(RootLocale.format("a span cannot go from %d to %d ps", startPs, endPs));
        }
    }
}
