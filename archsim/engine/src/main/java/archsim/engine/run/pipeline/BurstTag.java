package archsim.engine.run.pipeline;

/**
 * What a burst is for, as the number that the DRAM hands back when it has booked it.
 *
 * <p>Bit 0 says whether it is a store, bits 1 to 31 are its tile. Of a burst that an observer follows, bits 32 to 39 are
 * its data type plus one and those above its channel. A record would be an allocation a burst, in the innermost loop.
 */
final class BurstTag {

    private static final int TILE_BITS = 32;
    private static final int STREAM_BITS = 8;

    private BurstTag() {}

    static long of(int tile, boolean store) {
        return 2L * tile + (store ? 1 : 0);
    }

    /** @param stream data type, by its place in {@link BurstRun#STREAMS} */
    static long followed(int tile, boolean store, int stream, int channel) {
        long follower = (long) channel << STREAM_BITS | (stream + 1);
        return follower << TILE_BITS | of(tile, store);
    }

    static int tile(long tag) {
        return (int) ((tag & ~(-1L << TILE_BITS)) >>> 1);
    }

    static boolean isStore(long tag) {
        return (tag & 1) == 1;
    }

    static boolean isFollowed(long tag) {
        return tag >>> TILE_BITS != 0;
    }

    static int stream(long tag) {
        return (int) (tag >>> TILE_BITS & ~(-1L << STREAM_BITS)) - 1;
    }

    static int channel(long tag) {
        return (int) (tag >>> (TILE_BITS + STREAM_BITS));
    }
}
