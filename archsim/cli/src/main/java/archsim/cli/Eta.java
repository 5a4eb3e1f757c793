package archsim.cli;

/** How long steps of like length will still take. */
final class Eta {

    private static final double NS_PER_SECOND = 1e9;

    private final long startNs;
    private long steps;

    /** @param startNs when the first step began; steps of a run that was resumed do not count */
    Eta(long startNs) {
        this.startNs = startNs;
    }

    /** The time left in words after one more step. */
    String afterStep(long nowNs, int stepsLeft) {
        steps++;
        long seconds = Math.round((nowNs - startNs) / NS_PER_SECOND / steps * stepsLeft);
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
