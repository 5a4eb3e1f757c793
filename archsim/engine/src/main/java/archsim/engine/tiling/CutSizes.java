package archsim.engine.tiling;

import archsim.base.Ceil;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Sizes of the parts into which an extent is cut. */
final class CutSizes {

    private static final int FEW = 8;

    private CutSizes() {}

    /**
     * Sizes of whole steps, largest first: all of a short extent, else those that cut it into 1, 2, 3, ... {@link #FEW} and
     * 12, 16, 24, ... nearly equal parts.
     */
    static IntStream of(int extent, int step) {
        int steps = Ceil.div(Math.max(1, extent), step);
        IntStream sizes = steps <= FEW
                ? IntStream.iterate(steps, size -> size > 0, size -> size - 1)
                : IntStream.concat(
                                IntStream.rangeClosed(1, FEW),
                                IntStream.iterate(FEW, parts -> parts / 2 < steps, CutSizes::more))
                        .map(parts -> Ceil.div(steps, parts))
                        .distinct();
        return sizes.map(size -> size * step);
    }

    /** 8, 12, 16, 24, 32, ... */
    private static int more(int parts) {
        return Integer.bitCount(parts) == 1 ? parts / 2 * 3 : parts / 3 * 4;
    }

    /** The same in whole and in half steps, and parts of a quarter, an eighth, ... of a step; each cut once. */
    static int[] wholeAndLess(int extent, int step) {
        IntStream half = step % 2 == 1 ? IntStream.empty() : of(extent, step / 2);
        IntStream less = IntStream.iterate(step / 4, size -> size > 0, size -> size / 2);
        int[] sizes = IntStream.concat(of(extent, step), IntStream.concat(half, less))
                .distinct()
                .map(size -> -size)
                .sorted()
                .map(size -> -size)
                .toArray();
        int last = 0;
        while (last + 1 < sizes.length && sizes[last + 1] >= extent) {
            last++;
        }
        return Arrays.copyOfRange(sizes, last, sizes.length);
    }
}
