package archsim.compression.network;

import archsim.base.InvalidInputException;

/**
 * The filters and columns that still carry a signal from the input to the logits.
 *
 * <p>A filter without weights writes nothing (its bias is dropped), so the columns that read its channel go; a filter
 * that no column reads goes too. Both rules are applied until nothing changes. The filters of the last layer always
 * stay. Immutable.
 */
public final class Survivors {

    private final Architecture architecture;
    private final boolean[] mask;
    private final boolean[][] filters;
    private final boolean[][] columns;

    private Survivors(Architecture architecture, boolean[] mask) {
        this.architecture = architecture;
        this.mask = mask.clone();
        this.filters = new boolean[architecture.depth()][];
        this.columns = new boolean[architecture.depth()][];
        for (int i = 0; i < architecture.depth(); i++) {
            filters[i] = filled(architecture.layer(i).filters());
            columns[i] = filled(architecture.layer(i).columns());
        }
    }

    /**
     * What survives when only the weights in {@code mask} are kept.
     *
     * @param mask one entry a parameter; those of biases are not read
     * @throws InvalidInputException if a layer is left with nothing, which only the counts asked for can cause
     */
    public static Survivors of(Architecture architecture, boolean[] mask) {
        var survivors = new Survivors(architecture, mask);
        survivors.dropDead();
        survivors.clean();
        for (int i = 0; i < architecture.depth(); i++) {
            if (survivors.kept(i) == 0) {
                throw InvalidInputException.of(
                        "configuration",
                        "the kept counts leave no path through layer %s",
                        architecture.layer(i).name());
            }
        }
        return survivors;
    }

    /** The {@link #mask()} of what survives, which may be nothing at all. */
    public static boolean[] live(Architecture architecture, boolean[] mask) {
        var survivors = new Survivors(architecture, mask);
        survivors.dropDead();
        survivors.clean();
        return survivors.mask;
    }

    private void dropDead() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < architecture.depth(); i++) {
                changed |= dropColumns(i);
                changed |= dropFilters(i);
            }
        }
    }

    private static boolean[] filled(int length) {
        boolean[] all = new boolean[length];
        java.util.Arrays.fill(all, true);
        return all;
    }

    private boolean dropColumns(int index) {
        LayerSpec layer = architecture.layer(index);
        boolean changed = false;
        for (int column = 0; column < layer.columns(); column++) {
            if (columns[index][column] && !(isFed(index, column) && hasWeightInColumn(index, column))) {
                columns[index][column] = false;
                changed = true;
            }
        }
        return changed;
    }

    private boolean dropFilters(int index) {
        if (index == architecture.depth() - 1) {
            return false;
        }
        boolean changed = false;
        for (int filter = 0; filter < architecture.layer(index).filters(); filter++) {
            if (filters[index][filter] && !(hasWeightInFilter(index, filter) && isRead(index, filter))) {
                filters[index][filter] = false;
                changed = true;
            }
        }
        return changed;
    }

    private boolean isFed(int index, int column) {
        return index == 0 || filters[index - 1][architecture.layer(index).channelOf(column)];
    }

    private boolean isRead(int index, int filter) {
        int taps = architecture.layer(index + 1).columns()
                / architecture.layer(index + 1).channels();
        for (int tap = 0; tap < taps; tap++) {
            if (columns[index + 1][filter * taps + tap]) {
                return true;
            }
        }
        return false;
    }

    private boolean hasWeightInColumn(int index, int column) {
        LayerSpec layer = architecture.layer(index);
        int offset = architecture.weightOffset(index) + column;
        for (int filter = 0; filter < layer.filters(); filter++) {
            if (filters[index][filter] && mask[offset + filter * layer.columns()]) {
                return true;
            }
        }
        return false;
    }

    private boolean hasWeightInFilter(int index, int filter) {
        int width = architecture.layer(index).columns();
        int offset = architecture.weightOffset(index) + filter * width;
        for (int column = 0; column < width; column++) {
            if (columns[index][column] && mask[offset + column]) {
                return true;
            }
        }
        return false;
    }

    private void clean() {
        for (int i = 0; i < architecture.depth(); i++) {
            LayerSpec layer = architecture.layer(i);
            int weight = architecture.weightOffset(i);
            for (int filter = 0; filter < layer.filters(); filter++) {
                for (int column = 0; column < layer.columns(); column++, weight++) {
                    mask[weight] &= filters[i][filter] && columns[i][column];
                }
                mask[architecture.biasOffset(i) + filter] = filters[i][filter];
            }
        }
    }

    /** One entry a parameter: kept weights on a live path, and the biases of live filters. */
    public boolean[] mask() {
        return mask.clone();
    }

    /** Live filters of a layer, ascending. */
    public int[] filters(int layer) {
        return indices(filters[layer]);
    }

    /** Live columns of a layer, ascending. */
    public int[] columns(int layer) {
        return indices(columns[layer]);
    }

    /** Kept weights of a layer. */
    public int kept(int layer) {
        int offset = architecture.weightOffset(layer);
        int count = 0;
        for (int i = offset; i < architecture.biasOffset(layer); i++) {
            count += mask[i] ? 1 : 0;
        }
        return count;
    }

    private static int[] indices(boolean[] flags) {
        return java.util.stream.IntStream.range(0, flags.length)
                .filter(i -> flags[i])
                .toArray();
    }
}
