package archsim.workloads.imports.checkpoint;

/** Matrices whose axes change places. */
final class Transposed {

    private Transposed() {}

    /** From {@code [rows][columns]} to {@code [columns][rows]}. */
    static float[] of(float[] values, int rows, int columns) {
        float[] turned = new float[values.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = values[i % rows * columns + i / rows];
        }
        return turned;
    }

    /** From {@code [rows][columns]} to {@code [columns][rows]}. */
    static int[] of(int[] values, int rows, int columns) {
        int[] turned = new int[values.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = values[i % rows * columns + i / rows];
        }
        return turned;
    }
}
