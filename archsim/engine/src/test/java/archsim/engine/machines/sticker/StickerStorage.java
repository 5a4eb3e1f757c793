package archsim.engine.machines.sticker;

import archsim.engine.machines.Block;
import archsim.engine.machines.Storage;
import archsim.engine.machines.StoredLayer;

/**
 * How STICKER stores weights: raw above 70 % of non-zeros, with a bit a position down to 20 %, below that with an index a
 * value, which names one of the weights that a channel has in a lane, and a count for each channel and lane.
 */
enum StickerStorage implements Storage {
    DENSE,
    MEDIUM,
    SPARSE;

    private static final int LANES = 16;

    static StickerStorage of(StoredLayer layer) {
        double stored = (double) layer.allFilters() * layer.columns(0, layer.channels());
        double density = layer.workload().weights().count() / stored;
        return density > 0.7 ? DENSE : density < 0.2 ? SPARSE : MEDIUM;
    }

    @Override
    public long valueBits(StoredLayer layer, Block block) {
        long values = this == DENSE ? block.stored(layer) : block.present(layer);
        return values * layer.workload().weightBits();
    }

    @Override
    public long indexBits(StoredLayer layer, Block block) {
        return switch (this) {
            case DENSE -> 0;
            case MEDIUM -> block.stored(layer);
            case SPARSE -> {
                long indices = block.present(layer) * bitsReadWithAWeight(layer, block);
                int most = weightsOfALane(layer, block);
                long counts = (long) (block.channelTo() - block.channelFrom()) * LANES * bits(most + 1);
                yield indices + counts;
            }
        };
    }

    /** Bits of the index that comes with a weight. */
    int bitsReadWithAWeight(StoredLayer layer, Block block) {
        return switch (this) {
            case DENSE -> 0;
            case MEDIUM -> 1;
            case SPARSE -> Math.max(1, bits(weightsOfALane(layer, block)));
        };
    }

    /** Most weights that a channel of the block can have in a lane. */
    private static int weightsOfALane(StoredLayer layer, Block block) {
        int filters = (block.filters() + LANES - 1) / LANES;
        return filters * layer.shape().r() * layer.shape().s();
    }

    /** Bits that tell {@code values} numbers apart. */
    private static int bits(int values) {
        int bits = 0;
        while (1 << bits < values) {
            bits++;
        }
        return bits;
    }
}
