package archsim.engine.machines.broadcast;

/** A part of the work on a group of filters: some of its channels, one after the other. */
public final class BroadcastBlock {

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
    public BroadcastBlock(int channels, long weightBits, long indexBits, long[] laneCycles) {
        this.channels = channels;
        this.weightBits = weightBits;
        this.indexBits = indexBits;
        this.laneCycles = laneCycles;
    }

    public int channels() {
        return channels;
    }

    public long weightBits() {
        return weightBits;
    }

    public long indexBits() {
        return indexBits;
    }

    /** The same again, to spend cycles of its own. */
    public BroadcastBlock copy() {
        return new BroadcastBlock(channels, weightBits, indexBits, laneCycles.clone());
    }

    int lanes() {
        return laneCycles.length;
    }

    public long laneCycles(int lane) {
        return laneCycles[lane];
    }

    /** Lets each lane spend more cycles. */
    void spend(int lane, long cycles) {
        laneCycles[lane] += cycles;
    }
}
