package archsim.engine.kernel;

import java.util.Arrays;
import java.util.Objects;

/**
 * A clock and the events that are still to come.
 *
 * <p>Events at the same time occur in the order in which they were scheduled. The queue is a 4-ary heap over parallel
 * arrays: a schedule or an occurrence costs O(log n) for n pending events and no allocation.
 */
public final class Simulation {

    private static final int FIRST_CAPACITY = 64;

    private long[] timesPs = new long[FIRST_CAPACITY];
    private long[] orders = new long[FIRST_CAPACITY];
    private Event[] events = new Event[FIRST_CAPACITY];
    private long[] arguments = new long[FIRST_CAPACITY];
    private int pending;
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
                    "cannot schedule %d ps into the past at %d ps".formatted(-delayPs, nowPs));
        }
        scheduleAt(Math.addExact(nowPs, delayPs), event, argument);
    }

    /**
     * Lets {@code event} occur at an instant.
     *
     * @throws IllegalArgumentException if it has passed
     */
    public void scheduleAt(long timePs, Event event, long argument) {
        Objects.requireNonNull(event, "event");
        if (timePs < nowPs) {
            throw new IllegalArgumentException("cannot schedule at %d ps, it is %d ps".formatted(timePs, nowPs));
        }
        if (pending == timesPs.length) {
            grow();
        }
        siftUp(pending++, timePs, scheduled++, event, argument);
    }

    /**
     * Runs until no event is left.
     *
     * @param limitPs last picosecond that may be simulated; a guard against models that never settle
     * @return the time of the last event
     * @throws TimeLimitException if an event lies beyond the limit
     */
    public long run(long limitPs) {
        while (pending > 0) {
            if (timesPs[0] > limitPs) {
                throw new TimeLimitException(limitPs, pending);
            }
            nowPs = timesPs[0];
            Event event = events[0];
            long argument = arguments[0];
            removeFirst();
            event.occur(this, argument);
        }
        return nowPs;
    }

    private void removeFirst() {
        int last = --pending;
        long timePs = timesPs[last];
        long order = orders[last];
        Event event = events[last];
        long argument = arguments[last];
        events[last] = null;
        if (last > 0) {
            siftDown(timePs, order, event, argument);
        }
    }

    private void siftUp(int from, long timePs, long order, Event event, long argument) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 2;
            if (timesPs[parent] <= timePs) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, timePs, order, event, argument);
    }

    private void siftDown(long timePs, long order, Event event, long argument) {
        int at = 0;
        for (int child = 1; child < pending; child = 4 * at + 1) {
            int least = leastOf(child, Math.min(child + 4, pending));
            if (timePs < timesPs[least] || (timePs == timesPs[least] && order < orders[least])) {
                break;
            }
            move(least, at);
            at = least;
        }
        put(at, timePs, order, event, argument);
    }

    private int leastOf(int first, int end) {
        int least = first;
        for (int i = first + 1; i < end; i++) {
            if (timesPs[i] < timesPs[least] || (timesPs[i] == timesPs[least] && orders[i] < orders[least])) {
                least = i;
            }
        }
        return least;
    }

    private void move(int from, int to) {
        put(to, timesPs[from], orders[from], events[from], arguments[from]);
    }

    private void put(int at, long timePs, long order, Event event, long argument) {
        timesPs[at] = timePs;
        orders[at] = order;
        events[at] = event;
        arguments[at] = argument;
    }

    private void grow() {
        int capacity = 2 * pending;
        timesPs = Arrays.copyOf(timesPs, capacity);
        orders = Arrays.copyOf(orders, capacity);
        events = Arrays.copyOf(events, capacity);
        arguments = Arrays.copyOf(arguments, capacity);
    }
}
