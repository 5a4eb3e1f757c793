package archsim.engine.dataflow;

import java.util.Arrays;

/**
 * What vectors of inputs add to up to 32 banks in each step, as 32 counts of four bits in two words.
 *
 * <p>Counted when first asked for and once for all PEs: the products of a vector are those of the vector without its last
 * input and those of that input.
 */
final class StepProducts {

    static final int MOST_BANKS = 32;
    static final int BANKS_PER_WORD = 16;
    static final long ONES = 0x1111_1111_1111_1111L;

    /** More than this to one bank in one step makes a vector crowded. */
    static final int MOST_OF_HALF = 4;

    private static final long EIGHTS = ONES << 3;
    private static final long UP_TO_EIGHT = (7 - MOST_OF_HALF) * ONES;

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
    private boolean[] crowded = new boolean[0];

    StepProducts(ScnnLayer layer, PlainBankQueues plain) {
        this.layer = layer;
        this.plain = plain;
        weightsPerStep = layer.scnn().weightsPerCycle();
    }

    /** Forgets everything for the weights that pass next. */
    void broadcast(ScnnWeights nextWeights, int nextFrom, int nextTo) {
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
            crowded = Arrays.copyOf(crowded, nodes);
        }
    }

    int steps() {
        return steps;
    }

    /** The words of all rows; two a step, those of banks 0 to 15 first. */
    long[] words() {
        return words;
    }

    /** Index of a vector's first word. */
    int row(int brick) {
        if (countedAt[brick] != broadcasts) {
            countedAt[brick] = broadcasts;
            if (brick == ScnnBricks.EMPTY || layer.bricks().isSingle(brick)) {
                countSingle(brick);
            } else {
                countJoined(brick);
            }
        }
        return rowOf[brick];
    }

    /** Whether a vector sends more than {@link #MOST_OF_HALF} products of some step to one bank; its words are void then. */
    boolean isCrowded(int brick) {
        return crowded[brick];
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

    private void countSingle(int brick) {
        int row = newRow(brick);
        Arrays.fill(words, row, end, 0);
        if (brick != ScnnBricks.EMPTY) {
            int[] places = layer.kinds().places(layer.bricks().lastKind(brick));
            for (int i = from; i < to; i++) {
                int place = places[weights.offset(i)];
                if (place != ScnnKinds.DROPPED) {
                    int bank = plain.bank(i, place);
                    words[row + (i - from) / weightsPerStep * 2 + bank / BANKS_PER_WORD] +=
                            1L << (4 * (bank % BANKS_PER_WORD));
                }
            }
        }
        crowded[brick] = hasCrowd(row);
    }

    private boolean hasCrowd(int row) {
        long full = 0;
        for (int i = row; i < row + 2 * steps; i++) {
            full |= words[i] + UP_TO_EIGHT;
        }
        return (full & EIGHTS) != 0;
    }

    private void countJoined(int brick) {
        int parent = layer.bricks().parent(brick);
        int single = layer.bricks().single(layer.bricks().lastKind(brick));
        int others = row(parent);
        int last = row(single);
        int row = newRow(brick);
        for (int i = 0; i < 2 * steps; i++) {
            words[row + i] = words[others + i] + words[last + i];
        }
        crowded[brick] = crowded[parent] || crowded[single] || hasCrowd(row);
    }
}
