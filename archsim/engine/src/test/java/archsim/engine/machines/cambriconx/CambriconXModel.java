package archsim.engine.machines.cambriconx;

import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.engine.counts.Tally;
import archsim.engine.machines.Block;
import archsim.engine.machines.Counted;
import archsim.engine.machines.CutRule;
import archsim.engine.machines.Piece;
import archsim.engine.machines.PlannedCut;
import archsim.engine.machines.Storage;
import archsim.engine.machines.StoredLayer;
import archsim.engine.machines.Traffic;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import java.util.List;

/**
 * Cambricon-X weight by weight: at each output position a filter's PE reads each weight that is not zero with the step to
 * it, decodes the step, multiplies and adds; the inputs of a tile are read once for all its filters. Layers that are not
 * pruned, or in whole filters and columns, have no steps, and every stored weight is multiplied.
 *
 * @param windowInputs the largest step
 */
record CambriconXModel(int windowInputs) {

    Counted count(LayerWorkload workload, Machine machine) {
        var layer = new StoredLayer(workload);
        var tally = new Tally();
        boolean stepped = workload.scheme() != Scheme.DENSE && workload.scheme() != Scheme.COLUMN_FILTER;
        Storage storage = stepped ? Storage.present(stepBits()) : Storage.dense();
        var traffic = new Traffic(layer, machine, storage, tally);
        var rule = new CutRule(storage, CutRule.inOutputBuffer(machine));
        List<Piece> pieces =
                PlannedCut.pieces(layer, machine, rule, new CambriconX(windowInputs).tiles(workload, machine));
        traffic.move(pieces);
        for (Piece piece : pieces) {
            Block block = piece.weights();
            long weightsRead = 0;
            long inputsRead = 0;
            for (int f = block.filterFrom(); f < block.filterTo(); f++) {
                weightsRead += piece.positions() * weights(layer, block, layer.filters(block.group())[f], stepped);
            }
            inputsRead += piece.positions() * layer.columns(block.channelFrom(), block.channelTo());
            traffic.weightWords(DataType.WEIGHTS, false, weightsRead * workload.weightBits());
            traffic.inputWords(false, inputsRead * machine.precision().activationBits());
            if (stepped) {
                traffic.weightWords(DataType.INDICES, false, weightsRead * stepBits());
                tally.add("indexing", DataType.INDICES, new Action.IndexDecode(stepBits()), weightsRead);
                tally.add(
                        "indexing",
                        DataType.INPUTS,
                        new Action.SelectWord(windowInputs, machine.precision().activationBits()),
                        weightsRead);
            }
            traffic.multiplyAndAdd(weightsRead);
            traffic.waitForChannels(piece);
        }
        return Counted.of(tally, traffic);
    }

    /** Bits of the numbers 0 to {@code windowInputs - 1}: a step of one less than the distance. */
    private int stepBits() {
        int bits = 1;
        while (1 << bits < windowInputs) {
            bits++;
        }
        return bits;
    }

    private static long weights(StoredLayer layer, Block block, int filter, boolean stepped) {
        long weights = 0;
        for (int c = block.channelFrom(); c < block.channelTo(); c++) {
            for (int r = 0; r < layer.shape().r(); r++) {
                for (int s = 0; s < layer.shape().s(); s++) {
                    boolean read = stepped ? layer.hasWeight(filter, c, r, s) : layer.isStored(c, r, s);
                    weights += read ? 1 : 0;
                }
            }
        }
        return weights;
    }
}
