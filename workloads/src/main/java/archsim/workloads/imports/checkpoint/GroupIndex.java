package archsim.workloads.imports.checkpoint;

import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;

/** {@code g_idx [in]}: the group of each input, where inputs were ordered by their activations. */
final class GroupIndex {

    private GroupIndex() {}

    /** @param inputs of a group, of which there are as many as inputs need */
    static Grouping read(Tensor index, int inputs) {
        ByteBuffer data = index.of(ElementType.I32).bytes().get();
        int[] groups = new int[index.shape().get(0)];
        int count = (groups.length - 1) / inputs + 1;
        for (int i = 0; i < groups.length; i++) {
            groups[i] = data.getInt(i * Integer.BYTES);
            if (groups[i] < 0 || groups[i] >= count) {
                throw index.fault("must hold groups from 0 to %d, was %d at input %d", count - 1, groups[i], i);
            }
        }
        return Grouping.indexed(groups, count, inputs);
    }
}
