package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.mapping.Box;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/** Counts of weights that boxes ask for at one place of the map after the other, each made once as long as there is room. */
final class KnownWeights {

    private static final long MOST = 1 << 22;
    private static final int[] DIMENSIONS = {
        Dimension.G.at(), Dimension.K.at(), Dimension.C.at(), Dimension.R.at(), Dimension.S.at()
    };

    private final LayerMasks masks;
    private final Map<IntBuffer, WeightsByTap> known = new HashMap<>();
    private long size;

    KnownWeights(LayerMasks masks) {
        this.masks = masks;
    }

    /** @param byChannel whether channels count apart, the same for all boxes */
    WeightsByTap of(Box box, boolean byChannel) {
        int[] key = new int[2 * DIMENSIONS.length];
        for (int i = 0; i < DIMENSIONS.length; i++) {
            key[2 * i] = box.from[DIMENSIONS[i]];
            key[2 * i + 1] = box.to[DIMENSIONS[i]];
        }
        WeightsByTap found = known.get(IntBuffer.wrap(key));
        if (found == null) {
            found = new WeightsByTap(masks, box, byChannel);
            size += found.size() + key.length;
            if (size < MOST) {
                known.put(IntBuffer.wrap(key), found);
            }
        }
        return found;
    }
}
