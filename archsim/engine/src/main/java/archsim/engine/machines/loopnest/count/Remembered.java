package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.mapping.Box;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Counts of boxes, made once for all that nothing tells apart. */
final class Remembered<T> {

    private static final int MOST = 1 << 16;

    private final boolean[] distinguished;
    private final Function<Box, T> counting;
    private final Map<IntBuffer, T> known = new HashMap<>();

    /** @param distinguished dimensions whose places matter, not only the extents */
    Remembered(boolean[] distinguished, Function<Box, T> counting) {
        this.distinguished = distinguished.clone();
        this.counting = counting;
    }

    T of(Box box) {
        int[] key = new int[2 * Dimension.COUNT];
        for (int d = 0; d < Dimension.COUNT; d++) {
            key[2 * d] = box.extent(d);
            key[2 * d + 1] = distinguished[d] ? box.from[d] : 0;
        }
        T found = known.get(IntBuffer.wrap(key));
        if (found == null) {
            found = counting.apply(box);
            if (known.size() < MOST) {
                known.put(IntBuffer.wrap(key), found);
            }
        }
        return found;
    }
}
