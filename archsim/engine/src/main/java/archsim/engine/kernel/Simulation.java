package archsim.engine.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * A clock and the events that are still to come.
 *
 * <p>Events at the same time occur in the order in which they were scheduled. The queue is a 4-ary heap of (time, order)
 * pairs in two arrays; events stay in slots that the order's lower bits name, so only numbers move. While an event
 * occurs its place at the root is kept open, because most events schedule exactly one other. A schedule and an occurrence
 * together cost one pass through the heap, O(log n) for n pending events, and no allocation.
 */
public final class Simulation {

    private static final int FIRST_CAPACITY = 64;
    private static final int SLOT_BITS = 20;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    private long[] timesPs = new long[FIRST_CAPACITY];
    /** Order of scheduling above, slot of the event below. */
    private long[] keys = new long[FIRST_CAPACITY];

    private int size;
    private boolean rootIsOpen;
    private Event[] events = new Event[FIRST_CAPACITY];
    private long[] arguments = new long[FIRST_CAPACITY];
    private int[] freeSlots = new int[FIRST_CAPACITY];
    private int free;
    private int slots;
    private long nowPs;
    private long scheduled;

    /** The present, in picoseconds since the start. */
    public long nowPs() {
        return nowPs;
    }

    /**
     * Lets {@code event} occur after a delay.
     *
     * @throws IllegalArgumentException if the delay is negative
     */
    public void schedule(long delayPs, Event event, long argument) {
        if (delayPs < 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "cannot schedule %d ps into the past at %d ps", -delayPs, nowPs));
        }
        scheduleAt(Math.addExact(nowPs, delayPs), event, argument);
    }

    /**
     * Lets {@code event} occur at an instant.
     *
     * @throws IllegalArgumentException if it has passed
     * @throws IllegalStateException if 2^20 events are pending already
     */
    public void scheduleAt(long timePs, Event event, long argument) {
        Objects.requireNonNull(event, "event");
        if (timePs < nowPs) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "cannot schedule at %d ps, it is %d ps", timePs, nowPs));
        }
        long key = scheduled++ << SLOT_BITS | keep(event, argument);
        if (rootIsOpen) {
            rootIsOpen = false;
            siftDown(timePs, key);
        } else {
            siftUp(timePs, key);
        }
    }

    /**
     * Runs until no event is left.
     *
     * @param limitPs last picosecond that may be simulated; a guard against models that never settle
     * @return the time of the last event
     * @throws TimeLimitException if an event lies beyond the limit
     */
    public long run(long limitPs) {
        while (size > 0) {
            if (timesPs[0] > limitPs) {
                throw new TimeLimitException(limitPs, size);
            }
            nowPs = timesPs[0];
            int slot = (int) keys[0] & SLOT_MASK;
            Event event = events[slot];
            events[slot] = null;
            freeSlots[free++] = slot;
            rootIsOpen = true;
            event.occur(this, arguments[slot]);
            closeRoot();
        }
        return nowPs;
    }

    private int keep(Event event, long argument) {
        if (free == 0 && slots == events.length) {
            growSlots();
        }
        int slot = free > 0 ? freeSlots[--free] : slots++;
        events[slot] = event;
        arguments[slot] = argument;
        return slot;
    }

    private void growSlots() {
        if (slots > SLOT_MASK) {
            throw new IllegalStateException(String.format(Locale.ROOT, "%d events are pending at %d ps", slots, nowPs));
        }
        int capacity = 2 * slots;
        events = Arrays.copyOf(events, capacity);
        arguments = Arrays.copyOf(arguments, capacity);
        freeSlots = Arrays.copyOf(freeSlots, capacity);
    }

    private void closeRoot() {
        if (rootIsOpen) {
            rootIsOpen = false;
            size--;
            if (size > 0) {
                siftDown(timesPs[size], keys[size]);
            }
        }
    }

    private void siftUp(long timePs, long key) {
        if (size == timesPs.length) {
            timesPs = Arrays.copyOf(timesPs, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 2;
            if (timesPs[parent] <= timePs) {
                break;
            }
            timesPs[at] = timesPs[parent];
            keys[at] = keys[parent];
            at = parent;
        }
        timesPs[at] = timePs;
        keys[at] = key;
    }

    private void siftDown(long timePs, long key) {
        int at = 0;
        for (int child = 1; child < size; child = 4 * at + 1) {
            int least = child;
            int end = Math.min(child + 4, size);
            for (int i = child + 1; i < end; i++) {
                if (isBefore(timesPs[i], keys[i], timesPs[least], keys[least])) {
                    least = i;
                }
            }
            if (isBefore(timePs, key, timesPs[least], keys[least])) {
                break;
            }
            timesPs[at] = timesPs[least];
            keys[at] = keys[least];
            at = least;
        }
        timesPs[at] = timePs;
        keys[at] = key;
    }

    private static boolean isBefore(long timePs, long key, long otherTimePs, long otherKey) {
        return timePs < otherTimePs || (timePs == otherTimePs && key < otherKey);
    }
}
