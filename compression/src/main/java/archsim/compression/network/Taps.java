package archsim.compression.network;

import java.util.Arrays;

/**
 * What weights read: for each a channel among the live ones, and an offset in the filter's window.
 *
 * <p>Immutable; arrays are not handed out.
 */
public final class Taps {

    private final int[] channels;
    private final int[] rows;
    private final int[] columns;

    /**
     * Columns {@code read} of one group of {@code spec}.
     *
     * @param live channels of the input that are left, ascending; every one that is read is among them
     */
    static Taps of(LayerSpec spec, int group, int[] read, int[] live) {
        int firstChannel = group * (spec.channels() / spec.groups());
        int[] channels = new int[read.length];
        int[] rows = new int[read.length];
        int[] columns = new int[read.length];
        for (int i = 0; i < read.length; i++) {
            channels[i] = Arrays.binarySearch(live, firstChannel + spec.channelOf(read[i]));
            rows[i] = read[i] % (spec.kernel() * spec.kernel()) / spec.kernel();
            columns[i] = read[i] % spec.kernel();
        }
        return new Taps(channels, rows, columns);
    }

    private Taps(int[] channels, int[] rows, int[] columns) {
        this.channels = channels;
        this.rows = rows;
        this.columns = columns;
    }

    /** How many. */
    public int count() {
        return channels.length;
    }

    /** Which of the live channels tap {@code index} reads. */
    public int channel(int index) {
        return channels[index];
    }

    /** Its vertical offset in the window. */
    public int row(int index) {
        return rows[index];
    }

    /** Its horizontal offset in the window. */
    public int column(int index) {
        return columns[index];
    }
}
