package archsim.engine.run.trace;

/**
 * A line of a trace, on which no two spans overlap.
 *
 * @param group what the line is about
 * @param index order within the group
 * @param name for people
 */
public record TraceTrack(Group group, int index, String name) implements Comparable<TraceTrack> {

    /** What lines are about, from top to bottom. */
    public enum Group {
        /** Bursts on the data bus of a channel, of one data type in one direction. */
        DRAM,
        /** Loads and stores of tiles, of one data type into one half of its buffer. */
        DMA,
        /** Lanes of the PE array at work. */
        LANES,
        /** Lanes that wait for the last one. */
        BARRIERS
    }

    @Override
    public int compareTo(TraceTrack other) {
        int byGroup = group.compareTo(other.group);
        return byGroup != 0 ? byGroup : Integer.compare(index, other.index);
    }
}
