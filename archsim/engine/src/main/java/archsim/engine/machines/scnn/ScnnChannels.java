package archsim.engine.machines.scnn;

import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The channels of a group of filters, one after the other. Where nothing is zero all are alike: those that find the same products
 * in front of the banks take the same cycles and leave the same behind, so one of them is multiplied and the others repeat it.
 */
final class ScnnChannels {

    private final ScnnSteps steps;
    private final boolean alike;
    private final Map<LongBuffer, Taken> known = new HashMap<>();

    /** What a channel takes, and what it leaves in front of the banks. */
    private record Taken(LongBuffer cycles, ScnnWork work, LongBuffer left) {}

    /** @param alike whether no operand has a zero, so that all channels hold the same */
    ScnnChannels(ScnnSteps steps, boolean alike) {
        this.steps = steps;
        this.alike = alike;
    }

    /**
     * Takes the next channel.
     *
     * @param cycles that each PE has spent, which grow
     * @param multiply adds what the channel takes to them
     */
    void take(long[] cycles, Runnable multiply) {
        if (!alike) {
            multiply.run();
            return;
        }
        LongBuffer found = steps.queued();
        Taken taken = known.get(found);
        if (taken == null) {
            known.put(found, follow(cycles, multiply));
            return;
        }
        for (int element = 0; element < cycles.length; element++) {
            cycles[element] += taken.cycles.get(element);
        }
        steps.repeat(taken.work);
        steps.requeue(taken.left);
    }

    private Taken follow(long[] cycles, Runnable multiply) {
        long[] before = cycles.clone();
        ScnnWork workBefore = steps.soFar();
        multiply.run();
        long[] spent = new long[cycles.length];
        for (int element = 0; element < spent.length; element++) {
            spent[element] = cycles[element] - before[element];
        }
        return new Taken(LongBuffer.wrap(spent), steps.soFar().since(workBefore), steps.queued());
    }
}
