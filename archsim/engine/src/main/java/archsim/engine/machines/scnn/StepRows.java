package archsim.engine.machines.scnn;

import java.util.Arrays;

/**
 * What vectors of inputs send to up to 32 banks in each step of the weights that pass: a row of two words a step.
 *
 * <p>Counted when first asked for and once for all PEs: the products of a vector are those of its two halves, and
 * those of its turns are the same some banks further.
 */
abstract class StepRows {

    static final int MOST_BANKS = 32;

    private final ScnnLayer layer;
    private final PlainBankQueues plain;
    private final int weightsPerStep;
    private ScnnWeights weights;
    private int from;
    private int to;
    private int steps;
    private int broadcasts;
    private long[] words = new long[1 << 12];
    private int end;
    private int[] rowOf = new int[0];
    private int[] countedAt = new int[0];

    StepRows(ScnnLayer layer, PlainBankQueues plain) {
        this.layer = layer;
        this.plain = plain;
        weightsPerStep = layer.scnn().weightsPerCycle();
    }

    /** Forgets everything for the weights that pass next, which {@link PlainBankQueues} has already. */
    final void broadcast(ScnnWeights nextWeights, int nextFrom, int nextTo) {
        weights = nextWeights;
        from = nextFrom;
        to = nextTo;
        steps = plain.steps();
        broadcasts++;
        end = 0;
        int nodes = layer.bricks().count();
        if (nodes > rowOf.length) {
            rowOf = Arrays.copyOf(rowOf, nodes);
            countedAt = Arrays.copyOf(countedAt, nodes);
        }
    }

    final int steps() {
        return steps;
    }

    /** The words of all rows. */
    final long[] words() {
        return words;
    }

    /** Index of the first word of a vector, or rather of the unturned one that stands for it. */
    final int row(int brick) {
        return countedAt[brick] == broadcasts ? rowOf[brick] : count(brick);
    }

    private int count(int brick) {
        ScnnBricks bricks = layer.bricks();
        int row;
        if (bricks.unturned(brick) != brick) {
            row = row(bricks.unturned(brick));
            rowOf[brick] = row;
        } else if (brick == ScnnBricks.EMPTY || bricks.isSingle(brick)) {
            row = newRow(brick);
            countSingle(brick, row);
        } else {
            int lower = bricks.lowerHalf(brick);
            int upper = bricks.upperHalf(brick);
            int lowerRow = row(lower);
            int upperRow = row(upper);
            row = newRow(brick);
            join(words, row, 2 * steps, lowerRow, bricks.turnBanks(lower), upperRow, bricks.turnBanks(upper));
        }
        countedAt[brick] = broadcasts;
        return row;
    }

    private int newRow(int brick) {
        int row = end;
        end += 2 * steps;
        if (end > words.length) {
            words = Arrays.copyOf(words, Math.max(end, 2 * words.length));
        }
        rowOf[brick] = row;
        return row;
    }

    private void countSingle(int brick, int row) {
        Arrays.fill(words, row, end, 0);
        if (brick == ScnnBricks.EMPTY) {
            return;
        }
        int[] places = layer.kinds().places(layer.bricks().lastKind(brick));
        for (int i = from; i < to; i++) {
            int place = places[weights.offset(i)];
            if (place != ScnnKinds.DROPPED) {
                addProduct(words, row + (i - from) / weightsPerStep * 2, plain.bank(i, place));
            }
        }
    }

    /** Adds one product for a bank to the two words from {@code at} on. */
    abstract void addProduct(long[] words, int at, int bank);

    /** Writes to the row from {@code at} on what two others, turned by some banks, hold together. */
    abstract void join(long[] words, int at, int length, int lower, int lowerTurn, int upper, int upperTurn);
}
