package archsim.engine.machines.loopnest.count;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;

/** Weights {@code [g][c][r][s][k]} of those {@code [g][k][c][r][s]}: filters lie next to each other. */
final class TransposedWeights {

    private final Mask weights;
    private final int filters;
    private final int perFilter;
    private final long[] words;
    /** 64 weights of each of 64 filters, then 64 filters of each of 64 weights. */
    private final long[] block = new long[Long.SIZE];

    private TransposedWeights(LayerShape shape, Mask weights) {
        this.weights = weights;
        this.filters = shape.filtersPerGroup();
        this.perFilter = Math.toIntExact(shape.weightsPerFilter());
        this.words = new long[(weights.size() + Long.SIZE - 1) / Long.SIZE];
    }

    /** @param weights of a layer of that shape */
    static Mask of(LayerShape shape, Mask weights) {
        if (weights.isFull()) {
            return weights;
        }
        var transposed = new TransposedWeights(shape, weights);
        for (int group = 0; group < shape.groups(); group++) {
            transposed.turn(group * transposed.filters * transposed.perFilter);
        }
        return Mask.ofWords(weights.size(), word -> transposed.words[word]);
    }

    /** Turns a group, a block of 64 x 64 bits after the other. */
    private void turn(int start) {
        for (int k = 0; k < filters; k += Long.SIZE) {
            int rows = Math.min(Long.SIZE, filters - k);
            for (int i = 0; i < perFilter; i += Long.SIZE) {
                int columns = Math.min(Long.SIZE, perFilter - i);
                for (int row = 0; row < Long.SIZE; row++) {
                    block[row] = row < rows ? weights.bits(start + (k + row) * perFilter + i, columns) : 0;
                }
                turnBlock();
                for (int column = 0; column < columns; column++) {
                    put(start + (i + column) * filters + k, block[column]);
                }
            }
        }
    }

    /** Swaps the halves of bits that lie across the diagonal, then halves of halves (H. S. Warren, Hacker's Delight, 7-3). */
    private void turnBlock() {
        long mask = 0xFFFFFFFFL;
        for (int half = Long.SIZE / 2; half > 0; half /= 2) {
            for (int row = 0; row < Long.SIZE; row = (row + half + 1) & ~half) {
                long swapped = (block[row] >>> half ^ block[row + half]) & mask;
                block[row] ^= swapped << half;
                block[row + half] ^= swapped;
            }
            mask ^= mask << (half / 2);
        }
    }

    private void put(int at, long bits) {
        words[at >>> 6] |= bits << at;
        if ((at & 63) > 0 && bits >>> -at != 0) {
            words[(at >>> 6) + 1] |= bits >>> -at;
        }
    }
}
