package archsim.engine.machines.nm;

import archsim.base.Ceil;

/**
 * Filters that run alike.
 *
 * @param filters that are stored
 * @param filterSteps loads of the array's rows with them
 * @param slots products of each at a position
 * @param columns inputs that a step of filters reads for a position
 */
record FilterRows(long filters, long filterSteps, long slots, long columns) {

    long steps(int dotProductWidth) {
        return Ceil.div(slots, dotProductWidth);
    }
}
