package archsim.workloads.model;

/** How a value of a graph holds the inputs of a layer. */
public enum InputLayout {
    /** {@code [c][positions]}, as convolutions read. */
    CHANNELS_FIRST {
        @Override
        public int index(int channel, int position, int channels, int positions, int columns) {
            return channel * positions + position;
        }
    },
    /** {@code [positions][c]}, as products with weights on the right read. */
    CHANNELS_LAST {
        @Override
        public int index(int channel, int position, int channels, int positions, int columns) {
            return position * channels + channel;
        }
    },
    /** {@code [positions / columns][c][columns]}, as products with weights on the left read. */
    TURNED {
        @Override
        public int index(int channel, int position, int channels, int positions, int columns) {
            return (position / columns * channels + channel) * columns + position % columns;
        }
    };

    /**
     * Place of an input in the value.
     *
     * @param columns extent of the last axis
     */
    public abstract int index(int channel, int position, int channels, int positions, int columns);
}
