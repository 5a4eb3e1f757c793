package archsim.compression.network;

/**
 * One layer with only its live filters and columns, as a smaller dense matrix.
 *
 * <p>Immutable; arrays are not handed out.
 */
public final class CompactLayer {

    private final LayerSpec spec;
    private final int filters;
    private final int channels;
    private final int[] columnChannel;
    private final int[] columnRow;
    private final int[] columnTap;
    private final int weightOffset;

    CompactLayer(LayerSpec spec, int filters, int[] columns, int[] liveChannels, int weightOffset) {
        this.spec = spec;
        this.filters = filters;
        this.channels = liveChannels.length;
        this.weightOffset = weightOffset;
        this.columnChannel = new int[columns.length];
        this.columnRow = new int[columns.length];
        this.columnTap = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            int taps = spec.kernel() * spec.kernel();
            columnChannel[i] = java.util.Arrays.binarySearch(liveChannels, columns[i] / taps);
            columnRow[i] = columns[i] % taps / spec.kernel();
            columnTap[i] = columns[i] % spec.kernel();
        }
    }

    /** The layer before pruning: its extents, pooling and ReLU. */
    public LayerSpec spec() {
        return spec;
    }

    /** Live filters. */
    public int filters() {
        return filters;
    }

    /** Live channels of the input: live filters of the layer before. */
    public int channels() {
        return channels;
    }

    /** Live columns. */
    public int columns() {
        return columnChannel.length;
    }

    /** Which of the live channels a column reads. */
    public int channel(int column) {
        return columnChannel[column];
    }

    /** Vertical offset of a column in the filter. */
    public int row(int column) {
        return columnRow[column];
    }

    /** Horizontal offset of a column in the filter. */
    public int tap(int column) {
        return columnTap[column];
    }

    /** Weights of the smaller matrix. */
    public int weights() {
        return filters * columns();
    }

    /** Where the weights start among the compact parameters. */
    public int weightOffset() {
        return weightOffset;
    }

    /** Where the biases start among the compact parameters. */
    public int biasOffset() {
        return weightOffset + weights();
    }
}
