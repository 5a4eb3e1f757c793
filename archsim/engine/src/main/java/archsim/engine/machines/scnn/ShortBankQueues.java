package archsim.engine.machines.scnn;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Up to 32 banks with room for at most one product in front of each, so that what waits is a set of banks.
 *
 * <p>With sets {@code m1, m2, ...} of banks that get at least one, two, ... products in a step and {@code b} where one
 * waits, the banks with {@code k} or more products are {@code (b & m(k-1)) | mk}. If {@code k} is the most of any bank the
 * step takes {@code k - 1} cycles, one at least, and products wait in the banks that have the {@code k}. Without room
 * nothing ever waits, and a vector takes the same cycles in every PE. What waits is turned to meet the steps of the
 * vector that stands for all its turns.
 */
final class ShortBankQueues implements BankQueues {

    private final ScnnBricks allBricks;
    private final PlainBankQueues plain;
    private final StepMasks products;
    private final StepCrowds crowds;
    private final boolean hasRoom;
    private final int[] waiting;
    private long[] cyclesOf = new long[0];

    ShortBankQueues(ScnnLayer layer, PlainBankQueues plain) {
        allBricks = layer.bricks();
        this.plain = plain;
        products = new StepMasks(layer, plain);
        crowds = new StepCrowds(plain);
        hasRoom = layer.scnn().queueDepth() > 0;
        waiting = new int[layer.elements()];
    }

    static boolean fits(Scnn scnn) {
        return scnn.accumulatorBanks() <= StepRows.MOST_BANKS && scnn.queueDepth() <= 1;
    }

    /** Whether sets of banks are turned: only where they fill a word. */
    static boolean turns(Scnn scnn) {
        return fits(scnn) && scnn.accumulatorBanks() == StepRows.MOST_BANKS;
    }

    @Override
    public void broadcast(ScnnWeights weights, int firstFilter, int channel, int from, int to) {
        plain.broadcast(weights, firstFilter, channel, from, to);
        products.broadcast(weights, from, to);
        crowds.broadcast();
        Arrays.fill(cyclesOf, 0);
    }

    @Override
    public long pass(int element, int[] bricks, int from, int to) {
        return hasRoom ? passQueues(element, bricks, from, to) : passBanks(bricks, from, to);
    }

    private long passBanks(int[] bricks, int from, int to) {
        long cycles = 0;
        for (int i = from; i < to; i++) {
            int brick = allBricks.unturned(bricks[i]);
            if (brick >= cyclesOf.length) {
                cyclesOf = Arrays.copyOf(cyclesOf, 2 * brick + 1);
            }
            if (cyclesOf[brick] == 0) {
                cyclesOf[brick] = passBanks(brick);
            }
            cycles += cyclesOf[brick];
        }
        return cycles;
    }

    private long passBanks(int brick) {
        int row = products.row(brick);
        long[] words = products.words();
        long cycles = products.steps();
        for (int i = row; i < row + 2 * products.steps(); i += 2) {
            if (words[i + 1] >>> 32 != 0) {
                cycles += crowds.most(i, brick, (i - row) / 2) - 1;
            } else {
                cycles += ((int) words[i + 1] != 0 ? 1 : 0) + (words[i] >>> 32 != 0 ? 1 : 0);
            }
        }
        return cycles;
    }

    private long passQueues(int element, int[] bricks, int from, int to) {
        int queued = waiting[element];
        int queuedTurn = 0;
        long waits = 0;
        for (int i = from; i < to; i++) {
            int turn = allBricks.turnBanks(bricks[i]);
            queued = Integer.rotateLeft(queued, queuedTurn - turn);
            queuedTurn = turn;
            int row = products.row(bricks[i]);
            int end = row + 2 * products.steps();
            long[] words = products.words();
            for (int at = row; at < end; at += 2) {
                long pair = words[at];
                long upperPair = words[at + 1];
                int two = (int) (pair >>> 32);
                int three = (int) upperPair;
                int leftByOne = (queued & (int) pair) | two;
                int leftByTwo = (queued & two) | three;
                int leftByThree = queued & three;
                if (upperPair >>> 32 == 0) {
                    int second = allOrNone(leftByTwo);
                    int third = allOrNone(leftByThree);
                    queued = leftByOne & (leftByTwo | ~second) & (leftByThree | ~third);
                    waits -= second + third;
                } else {
                    int most = crowds.most(at, allBricks.unturned(bricks[i]), (at - row) / 2);
                    int more = queued & crowds.banks(at, most);
                    queued = more == 0 ? (queued & crowds.banks(at, most - 1)) | crowds.banks(at, most) : more;
                    waits += most - (more == 0 ? 2 : 1);
                }
            }
        }
        waiting[element] = Integer.rotateLeft(queued, queuedTurn);
        return (long) (to - from) * products.steps() + waits;
    }

    /** -1 for a set that is not empty, as quick for either. */
    private static int allOrNone(int set) {
        return (set | -set) >> 31;
    }

    @Override
    public long drain(int element) {
        long cycles = waiting[element] == 0 ? 0 : 1;
        waiting[element] = 0;
        return cycles;
    }

    @Override
    public LongBuffer queued() {
        return LongBuffer.wrap(Arrays.stream(waiting).asLongStream().toArray());
    }

    @Override
    public void requeue(LongBuffer queued) {
        Arrays.setAll(waiting, element -> (int) queued.get(element));
    }
}
