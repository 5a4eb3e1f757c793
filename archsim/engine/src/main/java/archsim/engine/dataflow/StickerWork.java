package archsim.engine.dataflow;

import archsim.engine.pe.SlotStack;

/**
 * Cycles and slots of a STICKER tile, gathered channel by channel.
 *
 * <p>Every addition keeps {@code slots.total() == cycles * multipliers}.
 */
final class StickerWork {

    private final int multipliers;
    private long cycles;
    private long products;
    private long weightSteps;
    private long inputSteps;
    private SlotStack slots = SlotStack.NONE;

    StickerWork(int multipliers) {
        this.multipliers = multipliers;
    }

    /**
     * Adds lock-step work.
     *
     * @param stepCycles cycles that the array spends
     * @param made products in that time
     * @param useful those that reach an output
     * @param leftOver slots that the shape leaves idle; the rest waits for the slowest lane
     */
    void add(long stepCycles, long made, long useful, long leftOver) {
        cycles += stepCycles;
        products += made;
        long idle = stepCycles * multipliers - made;
        slots = slots.plus(new SlotStack(useful, leftOver, idle - leftOver, 0, 0, made - useful, 0, 0));
    }

    /** Adds the look at a channel that turns out empty. */
    void addEmptyChannel() {
        cycles++;
        slots = slots.plus(new SlotStack(0, 0, 0, 0, multipliers, 0, 0, 0));
    }

    void addFill(long fillCycles) {
        cycles += fillCycles;
        slots = slots.plus(new SlotStack(0, 0, 0, 0, 0, 0, fillCycles * multipliers, 0));
    }

    void addHalo(long haloCycles) {
        cycles += haloCycles;
        slots = slots.plus(new SlotStack(0, 0, 0, 0, 0, haloCycles * multipliers, 0, 0));
    }

    /** Vectors read from the buffers: one of inputs stays while vectors of weights pass. */
    void addReads(long inputVectors, long weightVectors) {
        inputSteps += inputVectors;
        weightSteps += weightVectors;
    }

    long cycles() {
        return cycles;
    }

    long products() {
        return products;
    }

    long weightSteps() {
        return weightSteps;
    }

    long inputSteps() {
        return inputSteps;
    }

    SlotStack slots() {
        return slots;
    }
}
