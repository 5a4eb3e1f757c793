package archsim.engine.machines.loopnest.count;

import java.util.Arrays;

/**
 * What some iterations take: cycles of each lane that is not held at a barrier, and what their slots were spent on.
 *
 * <p>The slots by cause add up to the lanes' cycles times the multipliers of a lane.
 */
final class Work {

    static final long[] NO_HOPS = {};

    final long[] cycles;
    final boolean[] worked;
    final long useful;
    final long fragmentation;
    final long imbalance;
    final long index;
    final long fill;
    final long products;
    final long updates;
    /** Links that the updates pass, by level that has links; nothing where there are none. */
    final long[] hops;

    Work(
            long[] cycles,
            boolean[] worked,
            long useful,
            long fragmentation,
            long imbalance,
            long index,
            long fill,
            long products,
            long updates) {
        this(cycles, worked, useful, fragmentation, imbalance, index, fill, products, updates, NO_HOPS);
    }

    Work(
            long[] cycles,
            boolean[] worked,
            long useful,
            long fragmentation,
            long imbalance,
            long index,
            long fill,
            long products,
            long updates,
            long[] hops) {
        this.cycles = cycles;
        this.worked = worked;
        this.useful = useful;
        this.fragmentation = fragmentation;
        this.imbalance = imbalance;
        this.index = index;
        this.fill = fill;
        this.products = products;
        this.updates = updates;
        this.hops = hops;
    }

    static Work idle(int lanes) {
        return new Work(new long[lanes], new boolean[lanes], 0, 0, 0, 0, 0, 0, 0);
    }

    boolean isOneLane() {
        return cycles.length == 1;
    }

    Work plus(Work other) {
        long[] sum = new long[cycles.length];
        boolean[] either = new boolean[cycles.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = cycles[i] + other.cycles[i];
            either[i] = worked[i] || other.worked[i];
        }
        return new Work(
                sum,
                either,
                useful + other.useful,
                fragmentation + other.fragmentation,
                imbalance + other.imbalance,
                index + other.index,
                fill + other.fill,
                products + other.products,
                updates + other.updates,
                sum(hops, other.hops));
    }

    /** Of hops by level; of none all are 0. */
    static long[] sum(long[] one, long[] other) {
        if (one.length == 0 || other.length == 0) {
            return one.length == 0 ? other : one;
        }
        long[] sum = one.clone();
        Arrays.setAll(sum, i -> one[i] + other[i]);
        return sum;
    }

    Work times(long count) {
        if (count == 1) {
            return this;
        }
        long[] product = new long[cycles.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = Math.multiplyExact(cycles[i], count);
        }
        return new Work(
                product,
                worked,
                Math.multiplyExact(useful, count),
                Math.multiplyExact(fragmentation, count),
                Math.multiplyExact(imbalance, count),
                Math.multiplyExact(index, count),
                Math.multiplyExact(fill, count),
                products * count,
                updates * count,
                times(hops, count));
    }

    private static long[] times(long[] hops, long count) {
        return hops.length == 0
                ? hops
                : Arrays.stream(hops).map(each -> each * count).toArray();
    }

    /** All lanes wait for the slowest; those that had nothing to do are lanes left over. */
    Work atBarrier(long multipliers) {
        if (isOneLane()) {
            return this;
        }
        long slowest = 0;
        for (long each : cycles) {
            slowest = Math.max(slowest, each);
        }
        long perLane = multipliers / cycles.length;
        long idle = 0;
        long waiting = 0;
        boolean any = false;
        for (int i = 0; i < cycles.length; i++) {
            any |= worked[i];
            if (worked[i]) {
                waiting += (slowest - cycles[i]) * perLane;
            } else {
                idle += (slowest - cycles[i]) * perLane;
            }
        }
        return new Work(
                new long[] {slowest},
                new boolean[] {any},
                useful,
                fragmentation + idle,
                imbalance + waiting,
                index,
                fill,
                products,
                updates,
                hops);
    }

    /** The same with {@code waiting} cycles before it in which {@code multipliers} are filled; of one lane. */
    Work filled(long waiting, long multipliers) {
        return waiting == 0
                ? this
                : new Work(
                        new long[] {cycles[0] + waiting},
                        worked,
                        useful,
                        fragmentation,
                        imbalance,
                        index,
                        fill + Math.multiplyExact(waiting, multipliers),
                        products,
                        updates,
                        hops);
    }

    long slots() {
        return useful + fragmentation + imbalance + index + fill;
    }
}
