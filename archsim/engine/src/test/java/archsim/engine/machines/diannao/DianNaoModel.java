package archsim.engine.machines.diannao;

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
import java.util.List;

/**
 * DianNao one step of filters and one column at a time: at each output position the inputs of a column are read once for
 * the Tn filters of a step, each of which reads its weight, multiplies and adds, zeros or not.
 */
final class DianNaoModel {

    private DianNaoModel() {}

    static Counted count(LayerWorkload workload, Machine machine) {
        var layer = new StoredLayer(workload);
        var tally = new Tally();
        var traffic = new Traffic(layer, machine, Storage.dense(), tally);
        List<Piece> pieces = pieces(layer, machine);
        traffic.move(pieces);
        pieces.forEach(piece -> count(piece, layer, machine, traffic));
        return Counted.of(tally, traffic);
    }

    static List<Piece> pieces(StoredLayer layer, Machine machine) {
        var rule = new CutRule(Storage.dense(), CutRule.inOutputBuffer(machine));
        return PlannedCut.pieces(layer, machine, rule, DianNao.tiles(layer.workload(), machine));
    }

    private static void count(Piece piece, StoredLayer layer, Machine machine, Traffic traffic) {
        Block block = piece.weights();
        long inputsRead = 0;
        long weightsRead = 0;
        for (int first = block.filterFrom();
                first < block.filterTo();
                first += machine.peArray().rows()) {
            int end = Math.min(block.filterTo(), first + machine.peArray().rows());
            for (int c = block.channelFrom(); c < block.channelTo(); c++) {
                for (int r = 0; r < layer.shape().r(); r++) {
                    for (int s = 0; s < layer.shape().s(); s++) {
                        if (layer.isStored(c, r, s)) {
                            inputsRead += piece.positions();
                            weightsRead += piece.positions() * (end - first);
                        }
                    }
                }
            }
        }
        traffic.weightWords(
                DataType.WEIGHTS, false, weightsRead * layer.workload().weightBits());
        traffic.inputWords(false, inputsRead * machine.precision().activationBits());
        traffic.multiplyAndAdd(weightsRead);
        traffic.waitForChannels(piece);
    }
}
