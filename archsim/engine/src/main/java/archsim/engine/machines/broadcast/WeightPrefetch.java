package archsim.engine.machines.broadcast;

import archsim.base.RootLocale;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.ComponentParts;
import archsim.energy.DataType;
import archsim.energy.Part;
import archsim.engine.pe.Machine;
import archsim.engine.plan.Transfer;
import archsim.engine.sram.SramBuffer;
import java.util.List;

/**
 * A memory between DRAM and the queues of broadcast weights, so that more is on its way than the queues hold.
 *
 * <p>Each weight and index is written into it once and read once, in words as wide as those of the queues.
 *
 * @param capacityBytes 0 for none: the block that follows the one at work is on its way
 */
public record WeightPrefetch(int capacityBytes) {

    /** The memory. */
    public static final Component COMPONENT = new Component("weightPrefetch", "weight prefetch buffer", 605);

    public WeightPrefetch {
        if (capacityBytes < 0) {
            throw new IllegalArgumentException(
                    RootLocale.format("capacityBytes must be at least 0, was %d", capacityBytes));
        }
    }

    /**
     * Blocks of weights that the machine holds at once.
     *
     * @param bitsOfBlock of the largest
     */
    public int blocksAtOnce(long bitsOfBlock) {
        return 2 + (int) (capacityBytes * 8L / Math.max(1, bitsOfBlock));
    }

    /** What takes area. */
    public List<ComponentParts> components(Machine machine) {
        return capacityBytes == 0
                ? List.of()
                : List.of(new ComponentParts(COMPONENT, 1, new Part.Sram(capacityBytes, wordBits(machine))));
    }

    private static int wordBits(Machine machine) {
        return machine.buffers().weights().wordBits();
    }

    /** Counts a load, if it is one of weights or indices. */
    void count(ActionCounts counts, Machine machine, Transfer load) {
        if (capacityBytes > 0 && load.dataType() != DataType.INPUTS) {
            var buffer = new SramBuffer(capacityBytes, wordBits(machine), 1);
            for (boolean write : new boolean[] {true, false}) {
                var access = new Action.SramAccess(buffer.bankBytes(), buffer.wordBits(), write);
                counts.add(COMPONENT, load.dataType(), access, buffer.words(load.bits()));
            }
        }
    }
}
