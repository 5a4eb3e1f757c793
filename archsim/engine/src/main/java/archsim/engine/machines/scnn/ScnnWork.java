package archsim.engine.machines.scnn;

import java.util.Collection;

/**
 * What all parts of a layer add up to, over all PEs.
 *
 * @param products made, those beyond the map included
 * @param steps vectors of inputs times vectors of weights
 * @param vectors of inputs fetched
 * @param conflictCycles beyond one a step
 */
record ScnnWork(long products, long steps, long vectors, long conflictCycles) {

    /** What has been added since {@code before}. */
    ScnnWork since(ScnnWork before) {
        return new ScnnWork(
                products - before.products,
                steps - before.steps,
                vectors - before.vectors,
                conflictCycles - before.conflictCycles);
    }

    static ScnnWork of(Collection<ScnnSteps> parts) {
        return new ScnnWork(
                parts.stream().mapToLong(ScnnSteps::products).sum(),
                parts.stream().mapToLong(ScnnSteps::steps).sum(),
                parts.stream().mapToLong(ScnnSteps::vectors).sum(),
                parts.stream().mapToLong(ScnnSteps::conflictCycles).sum());
    }
}
