package archsim.engine.dram;

/**
 * Clock cycles in which commands travel to a channel, one each.
 *
 * <p>Remembers the last {@value #WORDS} x 64 cycles, longer than any gap between commands that are booked side by side.
 */
final class CommandBus {

    private static final int WORDS = 128;

    private final long[] taken = new long[WORDS];
    private final long[] wordNumber = new long[WORDS];

    /** Takes the first free cycle from {@code clock} on. */
    long take(long clock) {
        long number = clock >> 6;
        long free = ~word(number) & (-1L << (clock & 63));
        while (free == 0) {
            number++;
            free = ~word(number);
        }
        int bit = Long.numberOfTrailingZeros(free);
        taken[(int) (number & (WORDS - 1))] |= 1L << bit;
        return (number << 6) + bit;
    }

    private long word(long number) {
        int slot = (int) (number & (WORDS - 1));
        if (wordNumber[slot] < number) {
            wordNumber[slot] = number;
            taken[slot] = 0;
        }
        return taken[slot];
    }
}
