package archsim.engine.pe;

import archsim.base.RootLocale;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the multiplier slots (one multiplier, one core cycle) of some work went; each slot has exactly one {@link Cause}.
 *
 * <p>{@code SlotStack.useful(products).lost(Cause.IMBALANCE, waiting)}.
 */
@SuppressWarnings("EnumOrdinal") // an array by cause: stacks are summed up for every tile, often for every channel
public final class SlotStack {

    private static final int CAUSES = Cause.values().length;

    /** No slot. */
    public static final SlotStack NONE = new SlotStack(new long[CAUSES]);

    private final long[] slots;

    private SlotStack(long[] slots) {
        this.slots = slots;
    }

    /** Slots in which a product was made that the dataflow had to make. */
    public static SlotStack useful(long products) {
        return NONE.with(Cause.USEFUL, products);
    }

    /** The same with {@code more} slots lost to {@code cause}. */
    public SlotStack lost(Cause cause, long more) {
        if (cause == Cause.USEFUL) {
            throw new IllegalArgumentException("useful slots are not lost");
        }
        return with(cause, more);
    }

    private SlotStack with(Cause cause, long more) {
        if (more < 0) {
            throw new IllegalArgumentException(
                    RootLocale.format("slots must be at least 0, was %s=%d", cause.jsonName(), more));
        }
        long[] sum = slots.clone();
        sum[cause.ordinal()] = Math.addExact(sum[cause.ordinal()], more);
        return new SlotStack(sum);
    }

    /** Sum by cause. */
    public SlotStack plus(SlotStack other) {
        long[] sum = slots.clone();
        for (int i = 0; i < CAUSES; i++) {
            sum[i] = Math.addExact(sum[i], other.slots[i]);
        }
        return new SlotStack(sum);
    }

    /** The same as often. */
    public SlotStack times(long times) {
        long[] product = slots.clone();
        for (int i = 0; i < CAUSES; i++) {
            product[i] = Math.multiplyExact(product[i], times);
        }
        return new SlotStack(product);
    }

    /** All slots: cycles times multipliers. */
    public long total() {
        long total = 0;
        for (long count : slots) {
            total = Math.addExact(total, count);
        }
        return total;
    }

    /** Slots of {@code cause}. */
    public long of(Cause cause) {
        return slots[cause.ordinal()];
    }

    /** Slots of {@link Cause#USEFUL}. */
    public long useful() {
        return of(Cause.USEFUL);
    }

    /** Slots of {@link Cause#FRAGMENTATION}. */
    public long fragmentation() {
        return of(Cause.FRAGMENTATION);
    }

    /** Slots of {@link Cause#IMBALANCE}. */
    public long imbalance() {
        return of(Cause.IMBALANCE);
    }

    /** Slots of {@link Cause#CONFLICT}. */
    public long conflict() {
        return of(Cause.CONFLICT);
    }

    /** Slots of {@link Cause#INDEX}. */
    public long index() {
        return of(Cause.INDEX);
    }

    /** Slots of {@link Cause#HALO}. */
    public long halo() {
        return of(Cause.HALO);
    }

    /** Slots of {@link Cause#FILL}. */
    public long fill() {
        return of(Cause.FILL);
    }

    /** Slots of {@link Cause#DRAM_STALL}. */
    public long dramStall() {
        return of(Cause.DRAM_STALL);
    }

    /** Slots by cause, all causes in order. */
    public Map<Cause, Long> byCause() {
        var byCause = new EnumMap<Cause, Long>(Cause.class);
        for (Cause cause : Cause.values()) {
            byCause.put(cause, of(cause));
        }
        return byCause;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SlotStack stack && Arrays.equals(slots, stack.slots);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(slots);
    }

    @Override
    public String toString() {
        return byCause().toString();
    }
}
