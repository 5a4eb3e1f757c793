package archsim.engine.tiling;

/** The exact work of a tile: cycles of each lane, and the bits that its PEs read from the buffers. */
public final class LaneWork {

    private final long[] laneCycles;
    private final long weightReadBits;
    private final long indexReadBits;
    private final long inputReadBits;

    public LaneWork(long[] laneCycles, long weightReadBits, long indexReadBits, long inputReadBits) {
        this.laneCycles = laneCycles;
        this.weightReadBits = weightReadBits;
        this.indexReadBits = indexReadBits;
        this.inputReadBits = inputReadBits;
    }

    long[] laneCycles() {
        return laneCycles;
    }

    long weightReadBits() {
        return weightReadBits;
    }

    long indexReadBits() {
        return indexReadBits;
    }

    long inputReadBits() {
        return inputReadBits;
    }
}
