package archsim.engine.dataflow;

/** A part of the work on a group of filters: some of its channels, one after the other. */
final class BroadcastBlock {

    private final int channels;
    private final long weightBits;
    private final long indexBits;
    private final long[] laneCycles;

    /**
     * A block.
     *
     * @param weightBits values that its PEs receive
     * @param indexBits that tell where they are
     * @param laneCycles of each lane
     */
    BroadcastBlock(int channels, long weightBits, long indexBits, long[] laneCycles) {
        this.channels = channels;
        this.weightBits = weightBits;
        this.indexBits = indexBits;
        this.laneCycles = laneCycles;
    }

    int channels() {
        return channels;
    }

    long weightBits() {
        return weightBits;
    }

    long indexBits() {
        return indexBits;
    }

    int lanes() {
        return laneCycles.length;
    }

    long laneCycles(int lane) {
        return laneCycles[lane];
    }

    /** Lets each lane spend more cycles. */
    void spend(int lane, long cycles) {
        laneCycles[lane] += cycles;
    }
}
