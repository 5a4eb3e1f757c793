package archsim.cli.progress;

import java.util.ArrayDeque;

/** How long steps will still take, if they go on like the last few: those of a network that is pruned get quicker. */
final class Eta {

    private static final double NS_PER_SECOND = 1e9;
    private static final int STEPS = 4;

    /** Ends of the last steps, the first being where the oldest of them began. */
    private final ArrayDeque<Long> endsNs = new ArrayDeque<>();

    /** @param startNs when the first step began; steps of a run that was resumed do not count */
    Eta(long startNs) {
        endsNs.add(startNs);
    }

    /** The time left in words after one more step. */
    String afterStep(long nowNs, int stepsLeft) {
        endsNs.add(nowNs);
        if (endsNs.size() > STEPS + 1) {
            endsNs.removeFirst();
        }
        double perStep = (nowNs - endsNs.getFirst()) / NS_PER_SECOND / (endsNs.size() - 1);
        return words(Math.round(perStep * stepsLeft));
    }

    static String words(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
