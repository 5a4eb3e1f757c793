package archsim.engine.tiling;

import archsim.base.Ceil;
import java.util.stream.IntStream;

/** Sizes of the parts into which an extent is cut. */
final class CutSizes {

    private static final int ANY_PARTS = 8;

    private CutSizes() {}

    /**
     * Sizes that cut {@code extent} into 1, 2, 3, 4, 6, 8, 12, ... nearly equal parts of whole steps, or into any number
     * up to {@link #ANY_PARTS}; largest first.
     */
    static IntStream of(int extent, int step) {
        int steps = Ceil.div(Math.max(1, extent), step);
        return IntStream.concat(
                        IntStream.rangeClosed(1, Math.min(steps, ANY_PARTS)),
                        IntStream.iterate(ANY_PARTS, parts -> parts / 2 < steps, CutSizes::more))
                .map(parts -> Ceil.div(steps, parts))
                .distinct()
                .map(size -> size * step);
    }

    /** 8, 12, 16, 24, 32, ... */
    private static int more(int parts) {
        return Integer.bitCount(parts) == 1 ? parts / 2 * 3 : parts / 3 * 4;
    }

    /** The same in whole and in half steps. */
    static int[] wholeAndHalf(int extent, int step) {
        IntStream whole = of(extent, step);
        return step % 2 == 1
                ? whole.toArray()
                : IntStream.concat(whole, of(extent, step / 2))
                        .distinct()
                        .map(size -> -size)
                        .sorted()
                        .map(size -> -size)
                        .toArray();
    }
}
