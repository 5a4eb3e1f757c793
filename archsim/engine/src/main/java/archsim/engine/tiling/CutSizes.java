package archsim.engine.tiling;

import archsim.base.Ceil;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Sizes of the parts into which an extent is cut. */
final class CutSizes {

    private static final int FEW = 8;
    private static final int SHORT = 32;
    private static final int FINE = 512;
    private static final int MANY = 16;
    private static final int NEAR = 3;
    private static final int ROUND = 6;

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

    /**
     * All sizes that cut an extent into nearly equal parts, and those of half a step, one, one and a half, ...; of a short
     * extent all there are. Smallest first.
     *
     * @param unit that all are multiples of, but the extent itself
     */
    static int[] all(int extent, int step, int unit) {
        int half = Ceil.div(extent <= FINE ? Math.min(8, Ceil.div(step, 2)) : Ceil.div(step, 2), unit) * unit;
        IntStream sizes = extent <= SHORT
                ? IntStream.iterate(unit, size -> size < extent, size -> size + unit)
                : IntStream.concat(
                        IntStream.iterate(half, size -> size < extent, size -> size + half),
                        IntStream.rangeClosed(2, extent)
                                .map(parts -> Ceil.div(Ceil.div(extent, parts), unit) * unit)
                                .filter(size -> size < extent));
        return IntStream.concat(sizes, IntStream.of(Math.max(1, extent)))
                .sorted()
                .distinct()
                .toArray();
    }

    /**
     * Of sorted sizes all but one if they are few; else the nearest three on both sides of it, the nearest to its quarter, half,
     * ... four times it, and six to twelve round ones.
     */
    static IntStream beside(int[] sizes, int size) {
        if (sizes.length <= MANY) {
            return Arrays.stream(sizes).filter(other -> other != size);
        }
        int found = Arrays.binarySearch(sizes, size);
        int at = found < 0 ? -found - 1 : found;
        IntStream near = IntStream.rangeClosed(at - NEAR, at + NEAR);
        IntStream far = IntStream.of(size / 4, size / 2, size / 3 * 2, size / 2 * 3, 2 * size, 4 * size)
                .map(other -> nearest(sizes, other));
        int round = Integer.highestOneBit(sizes[sizes.length - 1] / ROUND);
        return IntStream.concat(
                        IntStream.concat(near, far)
                                .filter(i -> i >= 0 && i < sizes.length)
                                .map(i -> sizes[i]),
                        Arrays.stream(sizes).filter(other -> other % round == 0))
                .filter(other -> other != size)
                .distinct();
    }

    private static int nearest(int[] sizes, int size) {
        int found = Arrays.binarySearch(sizes, size);
        return found >= 0 ? found : Math.min(sizes.length - 1, -found - 1);
    }

    /** The same in whole and in half steps, and parts of a quarter, an eighth, ... of a step; each cut once. */
    static int[] wholeAndLess(int extent, int step) {
        IntStream half = step % 2 == 1 ? IntStream.empty() : of(extent, step / 2);
        IntStream less = IntStream.iterate(step / 4, size -> size > 0, size -> size / 2);
        return IntStream.concat(of(extent, step), IntStream.concat(half, less))
                .map(size -> -Math.min(size, Math.max(1, extent)))
                .sorted()
                .distinct()
                .map(size -> -size)
                .toArray();
    }
}
