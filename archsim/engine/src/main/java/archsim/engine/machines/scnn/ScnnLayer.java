package archsim.engine.machines.scnn;

import archsim.engine.pe.Machine;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;

/** A region of a layer laid out on SCNN's PEs, whatever its inputs: which banks each of them meets. */
final class ScnnLayer extends ScnnGrid {

    private final ScnnKinds kinds;
    private final ScnnBricks bricks;

    /**
     * A region.
     *
     * @param kept weights
     * @param shape of the region
     */
    ScnnLayer(Scnn scnn, KeptLayer kept, LayerShape shape, Machine machine) {
        super(scnn, kept, shape, machine);
        kinds = new ScnnKinds(scnn, shape, rows(), columns());
        bricks = new ScnnBricks(kinds);
    }

    ScnnKinds kinds() {
        return kinds;
    }

    ScnnBricks bricks() {
        return bricks;
    }

    /** Kind of an input. */
    int kind(int image, int h, int w) {
        return kinds.of(rows().kind(0, h), columns().kind(image, w));
    }
}
