package archsim.engine.machines.sigma;

import java.util.List;

/** What the rows of a block of weights cost, however many vectors stream past them. */
interface SigmaBlock {

    /** Times that the networks are configured. */
    int iterations();

    /** What {@code vectors} take. */
    SigmaWork work(long vectors);

    /** Iterations as STONNE runs them. */
    record Stonne(List<SigmaIteration> parts, ReductionTree tree, int period) implements SigmaBlock {

        public Stonne {
            parts = List.copyOf(parts);
        }

        @Override
        public int iterations() {
            return parts.size();
        }

        @Override
        public SigmaWork work(long vectors) {
            return SigmaWork.of(parts, tree, period, vectors);
        }
    }
}
