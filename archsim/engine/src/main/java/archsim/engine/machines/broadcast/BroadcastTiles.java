package archsim.engine.machines.broadcast;

import archsim.energy.DataType;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.workloads.LayerShape;
import java.util.ArrayList;
import java.util.List;

/** Makes tiles of a schedule: once for each pass over the weights, each block with what it moves from and to DRAM. */
public final class BroadcastTiles {

    private final LayerShape shape;
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
     * @param filters that are computed
     * @param waitsOnce whether lanes wait for each other only at the end of the layer
     */
    public BroadcastTiles(
            LayerShape shape,
            int filters,
            BroadcastSchedule schedule,
            OnChipActivations activations,
            boolean waitsOnce) {
        this.shape = shape;
        this.schedule = schedule;
        this.activations = activations;
        this.waitsOnce = waitsOnce;
        long images = (long) shape.n() * activations.passes();
        inputs = new Share(DataType.INPUTS, activations.loadedBits(), images * shape.c());
        outputs = new Share(DataType.OUTPUTS, activations.storedBits(), images * filters);
    }

    public List<Tile> all() {
        tilesLeft = activations.passes()
                * schedule.groups().stream()
                        .mapToLong(group -> group.blocks().size())
                        .sum();
        for (int image = 0; image < shape.n(); image++) {
            for (int pass = 0; pass < activations.passes(); pass++) {
                addPass(image, pass);
            }
        }
        return tiles;
    }

    private void addPass(int image, int pass) {
        long weightBit = 0;
        for (BroadcastSchedule.Group group : schedule.groups()) {
            if (group.image() == image) {
                for (int i = 0; i < group.blocks().size(); i++) {
                    BroadcastBlock block = group.blocks().get(i);
                    long finished = i + 1 == group.blocks().size() ? group.filters() : 0;
                    tilesLeft--;
                    tiles.add(tile(block, group.readsInputs(), finished, pass, weightBit));
                    weightBit += block.weightBits() + block.indexBits();
                }
            }
        }
    }

    private Tile tile(BroadcastBlock block, boolean readsInputs, long finishedFilters, int pass, long weightBit) {
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
        return new Tile(loads, outputs.after(finishedFilters), cycles, !waitsOnce || tilesLeft == 0);
    }

    private long share(long cycles, int passes) {
        return cycles * passes / activations.passes();
    }
}
