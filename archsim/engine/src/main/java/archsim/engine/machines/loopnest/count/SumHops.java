package archsim.engine.machines.loopnest.count;

import java.util.List;

/**
 * Links that sums pass on their way out of the instances of a level: one of the first instance, one more of each behind it. Sums
 * that are added up on the way pass the links of the last one that has them, together.
 */
final class SumHops {

    private final List<Integer> linked;
    private final int own;
    private final boolean added;
    private final long[] updates;
    private long[] inside = Work.NO_HOPS;

    /**
     * @param linked levels that have links, of which {@code level} may be one
     * @param added whether instances hand on one sum
     */
    SumHops(List<Integer> linked, int level, int instances, boolean added) {
        this.linked = linked;
        this.added = added;
        own = linked.indexOf(level);
        updates = new long[own < 0 ? 0 : instances];
    }

    /** Sums that an instance gives, which have {@code passed} links inside it. */
    void add(int instance, long given, long[] passed) {
        inside = Work.sum(inside, passed);
        if (own >= 0) {
            updates[instance] += given;
        }
    }

    /** By level that has links. */
    long[] hops() {
        if (linked.isEmpty()) {
            return Work.NO_HOPS;
        }
        long[] hops = Work.sum(inside, new long[linked.size()]);
        if (own >= 0) {
            hops[own] += added ? addedOnTheWay() : eachAlone();
        }
        return hops;
    }

    private long eachAlone() {
        long hops = 0;
        for (int i = 0; i < updates.length; i++) {
            hops += updates[i] * (i + 1);
        }
        return hops;
    }

    /** Instances further out may have fewer sums. */
    private long addedOnTheWay() {
        long hops = 0;
        long begun = 0;
        for (int i = updates.length - 1; i >= 0; i--) {
            hops += Math.max(0, updates[i] - begun) * (i + 1);
            begun = Math.max(begun, updates[i]);
        }
        return hops;
    }
}
