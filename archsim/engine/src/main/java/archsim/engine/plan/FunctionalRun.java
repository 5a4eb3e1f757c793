package archsim.engine.plan;

import archsim.workloads.LayerShape;

/** Outputs {@code [n][k][p][q]} as a dataflow's loops produce them, and how many products they took. */
public final class FunctionalRun {

    private final LayerShape shape;
    private final long[] outputs;
    private long products;

    public FunctionalRun(LayerShape shape) {
        this.shape = shape;
        this.outputs = new long[Math.toIntExact(shape.outputs())];
    }

    /** Adds one product to output {@code (n, k, p, q)}. */
    public void accumulate(int n, int k, int p, int q, long product) {
        products++;
        outputs[((n * shape.k() + k) * shape.p() + p) * shape.q() + q] += product;
    }

    /** All outputs, {@code [n][k][p][q]} flattened. */
    public long[] outputs() {
        return outputs.clone();
    }

    /** Products that were accumulated. */
    public long products() {
        return products;
    }
}
