package archsim.workloads.imports.checkpoint;

import archsim.workloads.model.ElementType;
import java.util.List;

/** Scales and zero points against the groups that share them. */
final class Scales {

    private Scales() {}

    /** {@code scale}, which must be of floats. */
    static Tensor checked(Tensor scale) {
        return scale.of(ElementType.F32, ElementType.F16, ElementType.BF16, ElementType.F8_E4M3);
    }

    /** One element a group: {@code [down][across]}, or as one axis or none where there is one group across, or one in all. */
    static void requireGroups(Tensor tensor, Grouping grouping, int rows) {
        int down = grouping.groupsDown(rows);
        int across = grouping.groupsAcross();
        List<Integer> shape = tensor.shape();
        boolean single = (long) down * across == 1 && shape.isEmpty();
        boolean flat = across == 1 && shape.equals(List.of(down));
        if (!shape.equals(List.of(down, across)) && !flat && !single) {
            throw tensor.fault("must have shape %s, one of each group, was %s", List.of(down, across), shape);
        }
    }

    static int[] integers(float[] values) {
        int[] integers = new int[values.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (int) values[i];
        }
        return integers;
    }
}
