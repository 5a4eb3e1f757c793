package archsim.engine.run.pipeline;

import archsim.engine.plan.Tile;

/** Who watches the simulation of a layer; it changes nothing. */
public interface LayerObserver {

    /** Nobody. */
    LayerObserver NONE = new LayerObserver() {};

    /** Whether bursts of {@code tile} are told of. */
    default boolean follows(int tile) {
        return false;
    }

    /**
     * A burst is asked for.
     *
     * @param stream its data type, by its place in {@link BurstRun#STREAMS}
     */
    default void requests(int tile, boolean store, int stream, long nowPs) {}

    /**
     * A burst was given its place on the bus of its channel.
     *
     * @param donePs when the last of its data will have moved
     */
    default void moves(int tile, boolean store, int stream, int channel, long donePs) {}

    /**
     * A tile is about to be computed.
     *
     * @param readyCycle from which on it may
     * @param laneFreeCycle when each lane is free; read now, for it changes
     */
    default void computes(int index, Tile tile, long readyCycle, long[] laneFreeCycle) {}
}
