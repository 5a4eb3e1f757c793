package archsim.engine.pe;

import archsim.base.json.Range;

/** A grid of processing elements; what a row and a column stand for is the dataflow's affair. */
public record PeArray(
        @Range(min = 1, max = 1024) int rows,
        @Range(min = 1, max = 1024) int columns) {

    /** Elements of the grid. */
    public int size() {
        return rows * columns;
    }
}
