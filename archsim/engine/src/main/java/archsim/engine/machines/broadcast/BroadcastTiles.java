package archsim.engine.machines.broadcast;

import archsim.energy.DataType;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import java.util.ArrayList;
import java.util.List;

/** Makes tiles of a schedule: once for each part and pass over the weights, each block with what it moves from and to DRAM. */
public final class BroadcastTiles {

    private final BroadcastSchedule schedule;
    private final OnChipActivations activations;
    private final Share inputs;
    private final Share outputs;
    private final boolean waitsOnce;
    private final List<Tile> tiles = new ArrayList<>();
    private long tilesLeft;

    /** A stream of bits that is moved in proportion to the work done. */
    private static final class Share {

        private final DataType type;
        private final long bits;
        private final long allWork;
        private long doneWork;
        private long movedBits;

        Share(DataType type, long bits, long allWork) {
            this.type = type;
            this.bits = bits;
            this.allWork = allWork;
        }

        Transfer after(long work) {
            doneWork += work;
            long upTo = Math.round((double) doneWork / allWork * bits);
            var transfer = new Transfer(type, movedBits, upTo - movedBits);
            movedBits = upTo;
            return transfer;
        }
    }

    /**
     * Tiles of a layer.
     *
     * @param waitsOnce whether lanes wait for each other only at the end of the layer
     */
    public BroadcastTiles(BroadcastSchedule schedule, OnChipActivations activations, boolean waitsOnce) {
        this.schedule = schedule;
        this.activations = activations;
        this.waitsOnce = waitsOnce;
        inputs = new Share(DataType.INPUTS, activations.loadedBits(), activations.passes() * schedule.channelsRead());
        outputs = new Share(DataType.OUTPUTS, activations.storedBits(), activations.passes() * schedule.outputs());
    }

    public List<Tile> all() {
        tilesLeft = activations.passes()
                * schedule.groups().stream()
                        .mapToLong(group -> group.blocks().size())
                        .sum();
        for (int part = 0; part < schedule.parts(); part++) {
            for (int pass = 0; pass < activations.passes(); pass++) {
                addPass(part, pass);
            }
        }
        return tiles;
    }

    private void addPass(int part, int pass) {
        long weightBit = 0;
        for (BroadcastSchedule.Group group : schedule.groups(part)) {
            for (int i = 0; i < group.blocks().size(); i++) {
                BroadcastBlock block = group.blocks().get(i);
                long finished = i + 1 == group.blocks().size() ? group.outputs() : 0;
                tilesLeft--;
                tiles.add(tile(block, group.readsInputs(), finished, pass, weightBit));
                weightBit += block.weightBits() + block.indexBits();
            }
        }
    }

    private Tile tile(BroadcastBlock block, boolean readsInputs, long finishedOutputs, int pass, long weightBit) {
        var loads = new ArrayList<Transfer>();
        if (readsInputs) {
            loads.add(inputs.after(block.channels()));
        }
        loads.add(new Transfer(DataType.WEIGHTS, weightBit, block.weightBits()));
        if (block.indexBits() > 0) {
            loads.add(new Transfer(DataType.INDICES, weightBit + block.weightBits(), block.indexBits()));
        }
        long[] cycles = new long[block.lanes()];
        for (int lane = 0; lane < cycles.length; lane++) {
            cycles[lane] = share(block.laneCycles(lane), pass + 1) - share(block.laneCycles(lane), pass);
        }
        return new Tile(loads, outputs.after(finishedOutputs), cycles, !waitsOnce || tilesLeft == 0);
    }

    private long share(long cycles, int passes) {
        return cycles * passes / activations.passes();
    }
}
