package archsim.engine.run.trace;

import java.util.List;

/**
 * What a layer did, on a time line.
 *
 * @param cycles of the layer
 * @param clockPeriodPs of the core
 * @param tiles of the layer
 * @param every of its tiles one in so many is in the trace
 * @param lanes of the machine
 * @param tracedLanes of them in the trace
 * @param dropped spans of those tiles that are left out all the same
 * @param spans by track and start
 */
public record LayerTrace(
        String layer,
        long cycles,
        long clockPeriodPs,
        int tiles,
        int every,
        int lanes,
        int tracedLanes,
        long dropped,
        List<TraceSpan> spans) {

    public LayerTrace {
        spans = List.copyOf(spans);
    }

    /** Whether something is left out. */
    public boolean sampled() {
        return every > 1 || tracedLanes < lanes || dropped > 0;
    }
}
