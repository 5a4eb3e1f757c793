package archsim.engine.dataflow;

import java.util.Arrays;

/**
 * Up to 32 banks as 32 counts of four bits in two words, so that a step takes a few additions and shifts.
 *
 * <p>What a vector of inputs adds to the banks, step by step, is counted once for all PEs that hold an equal one: the
 * products of a vector are those of the vector without its last input and those of that input. A vector that sends 8 or
 * more products of a step to one bank goes the plain way, so four bits never overflow: at most 7 wait and 7 are added.
 */
final class PackedBankQueues implements BankQueues {

    private static final int MOST_BANKS = 32;
    private static final int MOST_WAITING = 7;
    private static final int BANKS_PER_WORD = 16;
    private static final long ONES = 0x1111_1111_1111_1111L;
    private static final long EIGHTS = 8 * ONES;

    private final ScnnLayer layer;
    private final PlainBankQueues plain;
    private final int weightsPerStep;
    private final boolean queues;
    private final long belowFull;
    private final long[] low;
    private final long[] high;
    private ScnnWeights weights;
    private int from;
    private int to;
    private int steps;
    private int broadcasts;
    private long[] added = new long[1 << 12];
    private int addedEnd;
    private int[] rowOf = new int[0];
    private int[] rowPass = new int[0];
    private boolean[] crowded = new boolean[0];
    private int[] costPass = new int[0];
    private long[] cost = new long[0];

    PackedBankQueues(ScnnLayer layer, PlainBankQueues plain) {
        this.layer = layer;
        this.plain = plain;
        weightsPerStep = layer.scnn().weightsPerCycle();
        queues = layer.scnn().queueDepth() > 0;
        belowFull = (MOST_WAITING - layer.scnn().queueDepth()) * ONES;
        low = new long[layer.machine().peArray().size()];
        high = new long[low.length];
    }

    static boolean fits(Scnn scnn) {
        return scnn.accumulatorBanks() <= MOST_BANKS
                && scnn.queueDepth() <= MOST_WAITING
                && scnn.weightsPerCycle() <= MOST_WAITING;
    }

    @Override
    public void broadcast(ScnnWeights weights, int firstFilter, int from, int to) {
        this.weights = weights;
        this.from = from;
        this.to = to;
        plain.broadcast(weights, firstFilter, from, to);
        steps = plain.steps();
        broadcasts++;
        addedEnd = 0;
        int nodes = layer.bricks().count();
        if (nodes > rowOf.length) {
            rowOf = Arrays.copyOf(rowOf, nodes);
            rowPass = Arrays.copyOf(rowPass, nodes);
            crowded = Arrays.copyOf(crowded, nodes);
            costPass = Arrays.copyOf(costPass, nodes);
            cost = Arrays.copyOf(cost, nodes);
        }
    }

    @Override
    public long pass(int element, int brick) {
        if (queues) {
            return passQueues(element, brick);
        }
        if (costPass[brick] != broadcasts) {
            costPass[brick] = broadcasts;
            cost[brick] = passQueues(element, brick);
        }
        return cost[brick];
    }

    private long passQueues(int element, int brick) {
        int row = row(brick);
        return crowded[brick] ? passPlainly(element, brick) : pass(element, row, row + 2 * steps);
    }

    private long pass(int element, int rowFrom, int rowTo) {
        long[] products = added;
        long nearBanks = low[element];
        long farBanks = high[element];
        long waits = 0;
        for (int i = rowFrom; i < rowTo; i += 2) {
            nearBanks = summed(nearBanks + products[i]);
            farBanks = summed(farBanks + products[i + 1]);
            while (((nearBanks + belowFull | farBanks + belowFull) & EIGHTS) != 0) {
                nearBanks = summed(nearBanks);
                farBanks = summed(farBanks);
                waits++;
            }
        }
        low[element] = nearBanks;
        high[element] = farBanks;
        return steps + waits;
    }

    /** One less in each count that is not 0. */
    private static long summed(long counts) {
        long pairs = counts | counts >>> 1;
        return counts - ((pairs | pairs >>> 2) & ONES);
    }

    @Override
    public long drain(int element) {
        long cycles = 0;
        for (; (low[element] | high[element]) != 0; cycles++) {
            low[element] = summed(low[element]);
            high[element] = summed(high[element]);
        }
        return cycles;
    }

    /** First index in {@code added} of the products that a vector of inputs adds to the banks, step by step. */
    private int row(int brick) {
        if (rowPass[brick] == broadcasts) {
            return rowOf[brick];
        }
        rowPass[brick] = broadcasts;
        return layer.bricks().isSingle(brick) ? singleRow(brick) : joinedRow(brick);
    }

    private int newRow(int brick) {
        int row = addedEnd;
        addedEnd += 2 * steps;
        if (addedEnd > added.length) {
            added = Arrays.copyOf(added, Math.max(addedEnd, 2 * added.length));
        }
        rowOf[brick] = row;
        return row;
    }

    private int singleRow(int brick) {
        int row = newRow(brick);
        Arrays.fill(added, row, addedEnd, 0);
        int[] places = layer.kinds().places(layer.bricks().lastKind(brick));
        for (int i = from; i < to; i++) {
            int place = places[weights.offset(i)];
            if (place != ScnnKinds.DROPPED) {
                int bank = plain.bank(i, place);
                added[row + (i - from) / weightsPerStep * 2 + bank / BANKS_PER_WORD] += 1L << 4 * (bank % BANKS_PER_WORD);
            }
        }
        crowded[brick] = false;
        return row;
    }

    private int joinedRow(int brick) {
        int parent = layer.bricks().parent(brick);
        int others = row(parent);
        int last = row(layer.bricks().single(layer.bricks().lastKind(brick)));
        int row = newRow(brick);
        long full = crowded[parent] ? EIGHTS : 0;
        for (int i = 0; i < 2 * steps; i++) {
            added[row + i] = added[others + i] + added[last + i];
            full |= added[row + i];
        }
        crowded[brick] = (full & EIGHTS) != 0;
        return row;
    }

    private long passPlainly(int element, int brick) {
        int[] waiting = plain.waiting(element);
        for (int bank = 0; bank < waiting.length; bank++) {
            long word = bank < BANKS_PER_WORD ? low[element] : high[element];
            waiting[bank] = (int) (word >>> 4 * (bank % BANKS_PER_WORD)) & 15;
        }
        long cycles = plain.pass(element, brick);
        low[element] = 0;
        high[element] = 0;
        for (int bank = 0; bank < waiting.length; bank++) {
            long count = (long) waiting[bank] << 4 * (bank % BANKS_PER_WORD);
            if (bank < BANKS_PER_WORD) {
                low[element] |= count;
            } else {
                high[element] |= count;
            }
        }
        return cycles;
    }
}
