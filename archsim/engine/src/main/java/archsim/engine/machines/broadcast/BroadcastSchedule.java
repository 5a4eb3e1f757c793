package archsim.engine.machines.broadcast;

import java.util.ArrayList;
import java.util.List;

/** The groups of filters of a layer in order, and the cycles between them. */
public final class BroadcastSchedule {

    /**
     * A group of filters on one part of the layer.
     *
     * @param part by number, in order; each needs all weights
     * @param outputs that it completes
     * @param readsInputs whether it brings its inputs, as the first to read them or because they do not fit
     */
    public record Group(int part, long outputs, boolean readsInputs, List<BroadcastBlock> blocks) {

        BroadcastBlock last() {
            return blocks.get(blocks.size() - 1);
        }
    }

    private final List<Group> groups = new ArrayList<>();
    private final List<List<Group>> groupsByPart = new ArrayList<>();
    private final int elements;

    public BroadcastSchedule(int elements) {
        this.elements = elements;
    }

    List<Group> groups() {
        return List.copyOf(groups);
    }

    /** Groups of one part, which follow one another. */
    List<Group> groups(int part) {
        return groupsByPart.get(part);
    }

    public void add(Group group) {
        if (group.part() == groupsByPart.size()) {
            groupsByPart.add(new ArrayList<>());
        }
        groupsByPart.get(group.part()).add(group);
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

    /** Channels that groups bring, each as often as it comes. */
    public long channelsRead() {
        return groups.stream()
                .filter(Group::readsInputs)
                .flatMap(group -> group.blocks().stream())
                .mapToLong(BroadcastBlock::channels)
                .sum();
    }

    /** Outputs that groups complete. */
    long outputs() {
        return groups.stream().mapToLong(Group::outputs).sum();
    }

    /** Parts that groups work on. */
    int parts() {
        return groupsByPart.size();
    }

    /** Bits of the largest block. */
    public long mostBits() {
        return groups.stream()
                .flatMap(group -> group.blocks().stream())
                .mapToLong(block -> block.weightBits() + block.indexBits())
                .max()
                .orElseThrow();
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
