package archsim.engine.machines;

/**
 * Stored filters by channels of a group.
 *
 * @param filterFrom first filter among the stored ones of the group
 * @param channelFrom first channel of the group
 */
public record Block(int group, int filterFrom, int filterTo, int channelFrom, int channelTo) {

    public int filters() {
        return filterTo - filterFrom;
    }

    /** Weights that are not zero. */
    public long present(StoredLayer layer) {
        int[] filters = layer.filters(group);
        long present = 0;
        for (int f = filterFrom; f < filterTo; f++) {
            for (int c = channelFrom; c < channelTo; c++) {
                for (int r = 0; r < layer.shape().r(); r++) {
                    for (int s = 0; s < layer.shape().s(); s++) {
                        present += layer.hasWeight(filters[f], c, r, s) ? 1 : 0;
                    }
                }
            }
        }
        return present;
    }

    /** Stored filters times stored columns. */
    public long stored(StoredLayer layer) {
        return (long) filters() * layer.columns(channelFrom, channelTo);
    }
}
