package archsim.engine.machines.scnn;

import java.nio.LongBuffer;

/**
 * The accumulator banks of SCNN's PEs and the products that wait in front of them.
 *
 * <p>A step adds its products to the banks, each of which sums one a cycle; the next step follows once no bank has more
 * than {@code queueDepth} left, but not before the next cycle.
 */
interface BankQueues {

    /** The banks for a layer, in the form that takes least work. */
    static BankQueues of(ScnnLayer layer) {
        var plain = new PlainBankQueues(layer);
        if (OnePositionQueues.fits(layer)) {
            return new OnePositionQueues(layer, plain);
        }
        if (ShortBankQueues.fits(layer.scnn())) {
            return new ShortBankQueues(layer, plain);
        }
        return PackedBankQueues.fits(layer.scnn()) ? new PackedBankQueues(layer, plain) : plain;
    }

    /** Takes the weights of a channel that pass next: those numbered from {@code from} up to but without {@code to}. */
    void broadcast(ScnnWeights weights, int firstFilter, int channel, int from, int to);

    /**
     * Lets the weights pass vectors of inputs of a PE, one after the other.
     *
     * @param bricks nodes in the layer's {@link ScnnBricks}
     * @return the cycles that it takes
     */
    long pass(int element, int[] bricks, int from, int to);

    /** Empties the queues of a PE, and returns the cycles that it takes. */
    long drain(int element);

    /** What waits in front of the banks of all PEs, equal if the same waits; a copy. */
    LongBuffer queued();

    /** Lets the same wait as when {@link #queued} was asked. */
    void requeue(LongBuffer queued);
}
