package archsim.engine.machines;

/** Bits that a block of weights takes in memory. */
public interface Storage {

    long valueBits(StoredLayer layer, Block block);

    long indexBits(StoredLayer layer, Block block);

    /** Every stored weight, zeros included, and no indices. */
    static Storage dense() {
        return new Storage() {
            @Override
            public long valueBits(StoredLayer layer, Block block) {
                return block.stored(layer) * layer.workload().weightBits();
            }

            @Override
            public long indexBits(StoredLayer layer, Block block) {
                return 0;
            }
        };
    }

    /** Every weight that is not zero, each with {@code indexBits}. */
    static Storage present(int indexBits) {
        return new Storage() {
            @Override
            public long valueBits(StoredLayer layer, Block block) {
                return block.present(layer) * layer.workload().weightBits();
            }

            @Override
            public long indexBits(StoredLayer layer, Block block) {
                return block.present(layer) * indexBits;
            }
        };
    }
}
