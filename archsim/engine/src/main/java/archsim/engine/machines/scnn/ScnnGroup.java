package archsim.engine.machines.scnn;

import archsim.engine.machines.broadcast.BroadcastBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers the blocks of one group of filters: cycles of each PE, and where they wait for each other. */
final class ScnnGroup {

    private final Scnn.Barrier barrier;
    private final long bitsOfBlock;
    private final List<BroadcastBlock> blocks = new ArrayList<>();
    private final long[] cycles;
    private long[] blockStart;
    private int channels;
    private long weightBits;
    private long indexBits;

    /** @param bitsOfBlock weights and indices after which a block ends */
    ScnnGroup(Scnn.Barrier barrier, int elements, long bitsOfBlock) {
        this.barrier = barrier;
        this.bitsOfBlock = bitsOfBlock;
        cycles = new long[elements];
        blockStart = new long[elements];
    }

    /** Cycles that each PE has spent, for adding to. */
    long[] cycles() {
        return cycles;
    }

    /** Ends a channel, whose weights took these bits. */
    void endChannel(ScnnSteps steps, long channelWeightBits, long channelIndexBits) {
        if (barrier == Scnn.Barrier.CHANNEL) {
            steps.drain(cycles);
            waitForSlowest();
        }
        channels++;
        weightBits += channelWeightBits;
        indexBits += channelIndexBits;
        if (weightBits + indexBits >= bitsOfBlock) {
            endBlock();
        }
    }

    private void waitForSlowest() {
        Arrays.fill(cycles, cycles[slowest()]);
    }

    private int slowest() {
        int slowest = 0;
        for (int element = 1; element < cycles.length; element++) {
            slowest = cycles[element] > cycles[slowest] ? element : slowest;
        }
        return slowest;
    }

    private void endBlock() {
        long[] spent = new long[cycles.length];
        for (int element = 0; element < spent.length; element++) {
            spent[element] = cycles[element] - blockStart[element];
        }
        blocks.add(new BroadcastBlock(channels, weightBits, indexBits, spent));
        blockStart = cycles.clone();
        channels = 0;
        weightBits = 0;
        indexBits = 0;
    }

    /**
     * Ends the group once its queues are empty.
     *
     * @return its blocks, with a lane for each PE if they run on their own, else one lane: the slowest PE's
     */
    List<BroadcastBlock> end(ScnnSteps steps) {
        steps.drain(cycles);
        endBlock();
        if (barrier == Scnn.Barrier.NONE) {
            return blocks;
        }
        int slowest = slowest();
        return blocks.stream()
                .map(block -> new BroadcastBlock(
                        block.channels(), block.weightBits(), block.indexBits(), new long[] {block.laneCycles(slowest)
                        }))
                .toList();
    }
}
