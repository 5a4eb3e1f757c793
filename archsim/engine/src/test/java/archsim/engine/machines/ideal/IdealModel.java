package archsim.engine.machines.ideal;

import archsim.energy.DataType;
import archsim.engine.Taps;
import archsim.engine.counts.Tally;
import archsim.engine.machines.Counted;
import archsim.engine.machines.CutRule;
import archsim.engine.machines.Piece;
import archsim.engine.machines.PlannedCut;
import archsim.engine.machines.Storage;
import archsim.engine.machines.StoredLayer;
import archsim.engine.machines.Traffic;
import archsim.engine.pe.Machine;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.List;

/**
 * The bound weight by weight: each that is not zero is read once and multiplied at every output position, or only where
 * its input is not zero either; each input is read once, raw.
 *
 * @param skipsInputs whether zero inputs, padding among them, cost no product
 */
record IdealModel(boolean skipsInputs) {

    Counted count(LayerWorkload workload, Machine machine) {
        var layer = new StoredLayer(workload);
        var tally = new Tally();
        var traffic = new Traffic(layer, machine, Storage.present(0), tally);
        var rule = new CutRule(Storage.present(0), CutRule.inOutputBuffer(machine));
        var ideal = new Ideal(skipsInputs ? Ideal.Skips.WEIGHTS_AND_ACTIVATIONS : Ideal.Skips.WEIGHTS);
        List<Piece> pieces = PlannedCut.pieces(layer, machine, rule, ideal.tiles(workload, machine));
        traffic.move(pieces);
        pieces.forEach(traffic::waitForChannels);
        LayerShape shape = workload.shape();
        long weightsRead = 0;
        long products = 0;
        for (int group = 0; group < shape.groups(); group++) {
            for (int c = 0; c < layer.channels(); c++) {
                for (int r = 0; r < shape.r(); r++) {
                    for (int s = 0; s < shape.s(); s++) {
                        int weights = weights(layer, group, c, r, s);
                        weightsRead += weights;
                        products += weights * (skipsInputs ? met(layer, group, c, r, s) : layer.positions());
                    }
                }
            }
        }
        traffic.multiplyAndAdd(products);
        traffic.weightWords(DataType.WEIGHTS, false, weightsRead * workload.weightBits());
        long inputs = (long) shape.n() * shape.c() * shape.h() * shape.w();
        traffic.inputWords(false, inputs * machine.precision().activationBits());
        return Counted.of(tally, traffic);
    }

    private static int weights(StoredLayer layer, int group, int c, int r, int s) {
        int weights = 0;
        for (int filter : layer.filters(group)) {
            weights += layer.hasWeight(filter, c, r, s) ? 1 : 0;
        }
        return weights;
    }

    /** Inputs that are not zero at one kernel offset of all outputs. */
    private static long met(StoredLayer layer, int group, int c, int r, int s) {
        LayerShape shape = layer.shape();
        long met = 0;
        for (int n = 0; n < shape.n(); n++) {
            for (int p = 0; p < layer.p(); p++) {
                for (int q = 0; q < layer.q(); q++) {
                    int h = Taps.row(shape, p, r);
                    int w = Taps.column(shape, q, s);
                    met += layer.hasInput(n, group * layer.channels() + c, h, w) ? 1 : 0;
                }
            }
        }
        return met;
    }
}
