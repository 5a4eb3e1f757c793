package archsim.engine.tiling;

import archsim.engine.pe.SlotStack;

/**
 * The work of a layer whose cycles have a closed form, however it is cut into tiles.
 *
 * @param slots all causes but waiting for memory
 * @param first actions counted before the tiles' loads and stores
 * @param last actions counted behind them
 */
public record LayerWork(long cycles, SlotStack slots, Actions first, Actions last) {

    public LayerWork {
        new Actions().then(first).then(last).requireComplete();
    }
}
