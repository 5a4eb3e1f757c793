package archsim.engine.dram;

import archsim.engine.kernel.Simulation;
import archsim.tables.DramStandard;
import java.util.Arrays;

/** The channels of a memory, each with its own queue and scheduler. */
public final class Dram {

    private final AddressMap map;
    private final DramChannel[] channels;

    /**
     * @param streamCount kinds of bursts that are counted separately
     * @param listener called for each burst
     */
    public Dram(DramStandard standard, int streamCount, BurstListener listener) {
        map = new AddressMap(standard);
        channels = new DramChannel[standard.channels()];
        Arrays.setAll(channels, channel -> DramChannel.of(standard, streamCount, listener));
    }

    /** Place of the channel that {@code burst} goes to. */
    public int channel(long burst) {
        return map.channel(burst);
    }

    /** Whether {@code burst} can wait in its channel. */
    public boolean hasRoom(long burst) {
        return channels[map.channel(burst)].hasRoom();
    }

    /**
     * Adds a burst to the queue of its channel.
     *
     * @param burst address over the bytes of a burst; beyond the capacity addresses begin again
     * @param stream kind of burst, 0 and up
     * @param argument for the listener
     * @throws IllegalStateException if the queue is full
     */
    public void request(Simulation simulation, long burst, boolean write, int stream, long argument) {
        channels[map.channel(burst)].request(simulation, map.bank(burst), map.row(burst), write, stream, argument);
    }

    /** Rows that bursts of one stream opened. */
    public long activates(int stream) {
        return Arrays.stream(channels)
                .mapToLong(channel -> channel.activates(stream))
                .sum();
    }

    /** What the channels did until {@code endPs}, refreshes of idle times included; they can do no more afterwards. */
    public DramCounts countsAt(long endPs) {
        return Arrays.stream(channels)
                .map(channel -> channel.countsAt(endPs))
                .reduce(DramCounts.NONE, DramCounts::plus);
    }
}
