package archsim.engine.machines.broadcast;

import java.util.ArrayList;
import java.util.List;

/** The groups of filters of a layer in order, and the cycles between them. */
public final class BroadcastSchedule {

    /**
     * A group of filters of one image.
     *
     * @param filters whose outputs it completes
     * @param readsInputs whether it is the first to read its inputs
     */
    public record Group(int image, int filters, boolean readsInputs, List<BroadcastBlock> blocks) {

        BroadcastBlock last() {
            return blocks.get(blocks.size() - 1);
        }
    }

    private final List<Group> groups = new ArrayList<>();
    private final int elements;

    public BroadcastSchedule(int elements) {
        this.elements = elements;
    }

    List<Group> groups() {
        return List.copyOf(groups);
    }

    public void add(Group group) {
        groups.add(group);
    }

    /**
     * Lets all PEs spend more at the end of the last group.
     *
     * @return the cycles over all PEs
     */
    public long spend(long cycles) {
        BroadcastBlock last = groups.get(groups.size() - 1).last();
        for (int lane = 0; lane < last.lanes(); lane++) {
            last.spend(lane, cycles);
        }
        return cycles * elements;
    }

    /**
     * Lets each PE spend what its last group lacks to {@code cycles}.
     *
     * @return the cycles over all PEs
     */
    public long spendAtLeast(long cycles) {
        Group group = groups.get(groups.size() - 1);
        long more = 0;
        for (int lane = 0; lane < group.last().lanes(); lane++) {
            int ofLane = lane;
            long spent = group.blocks().stream()
                    .mapToLong(block -> block.laneCycles(ofLane))
                    .sum();
            long lacking = Math.max(0, cycles - spent);
            group.last().spend(lane, lacking);
            more += lacking;
        }
        return more * (elements / group.last().lanes());
    }

    /** Cycles from the first group to the last; lanes wait for each other at the end. */
    public long cycles() {
        long[] lanes = new long[groups.get(0).last().lanes()];
        long most = 0;
        for (Group group : groups) {
            for (BroadcastBlock block : group.blocks()) {
                for (int lane = 0; lane < lanes.length; lane++) {
                    lanes[lane] += block.laneCycles(lane);
                    most = Math.max(most, lanes[lane]);
                }
            }
        }
        return most;
    }
}
