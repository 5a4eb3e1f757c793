package archsim.engine.machines.scnn;

import archsim.engine.accelerator.Accelerator;
import archsim.engine.pe.Machine;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerWorkload;
import java.util.List;

/** The regions that the machine chooses for a layer, from which the literal models count: their forms only. */
final class ScnnRegions {

    private ScnnRegions() {}

    static List<LayerWorkload> of(LayerWorkload layer, Accelerator design) {
        return of(layer, (Scnn) design.dataflow(), design.machine());
    }

    static List<LayerWorkload> of(LayerWorkload layer, Scnn scnn, Machine machine) {
        boolean folds =
                scnn.tilingInForce() == ScnnTiling.DNNSIM && layer.shape().isFullyConnected();
        LayerWorkload laidOut = folds ? FoldedByHand.of(layer) : layer;
        return RegionByHand.all(laidOut, chosen(laidOut, layer.inputs().size(), scnn, machine));
    }

    static List<ScnnRegion> chosen(LayerWorkload laidOut, long inputs, Scnn scnn, Machine machine) {
        var kept = new KeptLayer(laidOut);
        return ScnnParts.of(scnn, kept, new ScnnStorage(kept, inputs, machine), machine).parts().stream()
                .map(ScnnParts.Part::region)
                .toList();
    }
}
