package archsim.engine.machines.loopnest.count;

import archsim.engine.machines.loopnest.mapping.Box;
import archsim.engine.machines.loopnest.mapping.Nest;

/** Walks the loops of the DRAM: each step is a tile of the plan. */
final class DramSteps {

    private final Nest nest;
    private final Visitor visitor;
    private final int[] index;
    private final Box box;

    /** Visits a step. */
    interface Visitor {

        /**
         * A step of the loops of the DRAM.
         *
         * @param index iteration of each of them
         */
        void step(Box box, int[] index);
    }

    DramSteps(Nest nest, Visitor visitor) {
        this.nest = nest;
        this.visitor = visitor;
        index = new int[nest.first(1)];
        box = nest.whole();
    }

    /** Steps that there are. */
    static long count(Nest nest) {
        long count = 1;
        for (int i = 0; i < nest.first(1); i++) {
            count = Math.multiplyExact(count, nest.factor(i));
        }
        return count;
    }

    void walk() {
        walk(0);
    }

    private void walk(int loop) {
        if (loop == index.length) {
            visitor.step(box, index);
            return;
        }
        int d = nest.dimension(loop);
        int from = box.from[d];
        int to = box.to[d];
        index[loop] = 0;
        for (int at = from; at < to; at += nest.step(loop), index[loop]++) {
            box.from[d] = at;
            box.to[d] = Math.min(to, at + nest.step(loop));
            walk(loop + 1);
        }
        box.from[d] = from;
        box.to[d] = to;
    }
}
