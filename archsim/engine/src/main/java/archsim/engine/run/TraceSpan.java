package archsim.engine.run;

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
            throw new IllegalArgumentException("a span cannot go from %d to %d ps".formatted(startPs, endPs));
        }
    }
}
