package archsim.engine.machines.sticker;

import archsim.engine.pe.Cause;
import archsim.engine.pe.PeArray;
import archsim.engine.pe.SlotStack;

/**
 * Cycles and slots of a STICKER tile, gathered channel by channel.
 *
 * <p>Rows of the array are lanes. Every addition keeps {@code slots.total()} equal to the cycles of all rows times the
 * multipliers of a row.
 */
final class StickerWork {

    private final int multipliers;
    private final long[] rowCycles;
    private long products;
    private long weightReads;
    private long inputReads;
    private long useful;
    private long fragmentation;
    private long imbalance;
    private long halo;
    private long index;
    private long fill;

    StickerWork(PeArray array) {
        multipliers = array.size();
        rowCycles = new long[array.rows()];
    }

    private void spend(long cycles) {
        for (int row = 0; row < rowCycles.length; row++) {
            rowCycles[row] += cycles;
        }
    }

    /**
     * Adds work that all rows do in lock-step.
     *
     * @param stepCycles cycles that the array spends
     * @param made products in that time
     * @param inPatch those that reach an output
     * @param leftOver idle slots for which the shape alone has nothing; the other idle ones wait for the slowest lane
     */
    void add(long stepCycles, long made, long inPatch, long leftOver) {
        spend(stepCycles);
        products += made;
        long idle = stepCycles * multipliers - made;
        useful += inPatch;
        fragmentation += leftOver;
        imbalance += idle - leftOver;
        halo += made - inPatch;
    }

    /**
     * Adds work of one row.
     *
     * @param cycles cycles that the row spends
     * @param made products in that time, all of them useful
     * @param leftOver idle slots for which the shape alone has nothing; the other idle ones wait for the slowest column
     */
    void addRow(int row, long cycles, long made, long leftOver) {
        rowCycles[row] += cycles;
        products += made;
        long idle = cycles * columns() - made;
        useful += made;
        fragmentation += leftOver;
        imbalance += idle - leftOver;
    }

    /** Adds the look of one row at a channel that turns out empty. */
    void addEmptyChannelOfRow(int row) {
        rowCycles[row]++;
        index += columns();
    }

    private int columns() {
        return multipliers / rowCycles.length;
    }

    /** Adds the look at a channel that turns out empty. */
    void addEmptyChannel() {
        spend(1);
        index += multipliers;
    }

    void addFill(long fillCycles) {
        spend(fillCycles);
        fill += fillCycles * multipliers;
    }

    void addHalo(long haloCycles) {
        spend(haloCycles);
        halo += haloCycles * multipliers;
    }

    /** Adds values that lanes read from the buffers: inputs stay while weights pass; a lane without work reads none. */
    void addReads(long inputs, long weights) {
        inputReads += inputs;
        weightReads += weights;
    }

    long[] rowCycles() {
        return rowCycles;
    }

    long products() {
        return products;
    }

    long weightReads() {
        return weightReads;
    }

    long inputReads() {
        return inputReads;
    }

    SlotStack slots() {
        return SlotStack.useful(useful)
                .lost(Cause.FRAGMENTATION, fragmentation)
                .lost(Cause.IMBALANCE, imbalance)
                .lost(Cause.HALO, halo)
                .lost(Cause.INDEX, index)
                .lost(Cause.FILL, fill);
    }
}
