package archsim.engine.machines.loopnest.count;

import archsim.workloads.Axis;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Input positions along an axis that some outputs use through some taps, as ranges {@code [from, to)} one after the other. */
final class UsedInputs {

    private final Axis axis;
    private final Map<Key, int[]> ranges = new HashMap<>();

    private record Key(int from, int to, int tapFrom, int tapTo) {}

    UsedInputs(Axis axis) {
        this.axis = axis;
    }

    int[] ranges(int from, int to, int tapFrom, int tapTo) {
        if (isGapless(to - from, tapTo - tapFrom)) {
            int first = Math.max(0, axis.position(from, tapFrom));
            int end = Math.min(axis.extent(), axis.position(to - 1, tapTo - 1) + 1);
            return new int[] {first, Math.max(first, end)};
        }
        return ranges.computeIfAbsent(new Key(from, to, tapFrom, tapTo), this::found);
    }

    /** Whether none of them lies in the padding. */
    boolean isInside(int from, int to, int tapFrom, int tapTo) {
        return axis.position(from, tapFrom) >= 0 && axis.position(to - 1, tapTo - 1) < axis.extent();
    }

    private boolean isGapless(int outputs, int taps) {
        return (axis.dilation() == 1 || taps == 1) && (outputs == 1 || taps >= axis.stride());
    }

    private int[] found(Key key) {
        var used = new BitSet();
        for (int output = key.from(); output < key.to(); output++) {
            for (int tap = key.tapFrom(); tap < key.tapTo(); tap++) {
                int position = axis.position(output, tap);
                if (axis.isInput(position)) {
                    used.set(position);
                }
            }
        }
        int[] found = new int[2 * used.cardinality()];
        int count = 0;
        for (int at = used.nextSetBit(0); at >= 0; ) {
            int end = used.nextClearBit(at);
            found[count++] = at;
            found[count++] = end;
            at = used.nextSetBit(end);
        }
        return Arrays.copyOf(found, count);
    }

    /** The same in the padding, too: all that lie under the taps. */
    int countPadded(int from, int to, int tapFrom, int tapTo) {
        int first = axis.position(from, tapFrom);
        if (isGapless(to - from, tapTo - tapFrom)) {
            return axis.position(to - 1, tapTo - 1) - first + 1;
        }
        var used = new BitSet();
        for (int output = from; output < to; output++) {
            for (int tap = tapFrom; tap < tapTo; tap++) {
                used.set(axis.position(output, tap) - first);
            }
        }
        return used.cardinality();
    }

    int count(int from, int to, int tapFrom, int tapTo) {
        int[] found = ranges(from, to, tapFrom, tapTo);
        int count = 0;
        for (int i = 0; i < found.length; i += 2) {
            count += found[i + 1] - found[i];
        }
        return count;
    }
}
