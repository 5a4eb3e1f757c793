package archsim.energy;

/**
 * Something a component does that costs energy.
 *
 * <p>Actions that last rather than happen (leakage, background) are counted in nanoseconds.
 */
public sealed interface Action {

    /** A product of two {@code operandBits}-wide integers. */
    record Multiply(int operandBits) implements Action {}

    /** A sum of two {@code operandBits}-wide integers. */
    record Add(int operandBits) implements Action {}

    /** A read or write of one {@code wordBits}-wide word in a register file of {@code words}. */
    record RegisterAccess(int words, int wordBits, boolean write) implements Action {}

    /** A read or write of one {@code wordBits}-wide word in an SRAM of {@code capacityBytes}. */
    record SramAccess(int capacityBytes, int wordBits, boolean write) implements Action {}

    /** Turning one stored index of {@code indexBits} into a position. */
    record IndexDecode(int indexBits) implements Action {}

    /** One nanosecond of leakage of an SRAM of {@code capacityBytes} with words of {@code wordBits}. */
    record SramLeakage(int capacityBytes, int wordBits) implements Action {}

    /** Opening and later closing a row in every device of a DRAM channel of {@code standard}. */
    record DramActivate(String standard) implements Action {}

    /** One burst over the whole channel of {@code standard}. */
    record DramBurst(String standard, boolean write) implements Action {}

    /** One refresh command of a DRAM channel of {@code standard}. */
    record DramRefresh(String standard) implements Action {}

    /** One nanosecond of a powered DRAM channel of {@code standard}, with its rows open or all closed. */
    record DramBackground(String standard, boolean rowsOpen) implements Action {}
}
