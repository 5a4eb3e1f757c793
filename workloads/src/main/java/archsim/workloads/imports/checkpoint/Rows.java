package archsim.workloads.imports.checkpoint;

/** The rows of a matrix, one output each. */
@FunctionalInterface
interface Rows {

    /**
     * Reads row {@code row}.
     *
     * @param into takes as many numbers as the matrix has columns
     */
    void read(int row, float[] into);
}
