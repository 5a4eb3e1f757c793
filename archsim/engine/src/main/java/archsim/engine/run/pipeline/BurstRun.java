package archsim.engine.run.pipeline;

import archsim.energy.DataType;
import java.util.List;

/**
 * Consecutive bursts of one kind of data.
 *
 * @param firstBurst address over the burst's bytes
 * @param bursts how many, at least 1
 */
public record BurstRun(DataType dataType, long firstBurst, long bursts) {

    /** Kinds of data in the order in which a DRAM channel counts them. */
    public static final List<DataType> STREAMS = List.of(DataType.values());

    /** Place of the data type among {@link #STREAMS}. */
    int stream() {
        return STREAMS.indexOf(dataType);
    }
}
