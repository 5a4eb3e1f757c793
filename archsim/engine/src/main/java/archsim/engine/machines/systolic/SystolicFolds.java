package archsim.engine.machines.systolic;

import archsim.base.Ceil;
import archsim.engine.pe.PeArray;

/**
 * A matrix product folded onto a systolic array: blocks as large as the array, one after the other.
 *
 * @param rowExtent what is laid over the array's rows
 * @param columnExtent what is laid over the array's columns
 * @param streamed steps that each fold takes once it runs
 * @param loads whether a fold begins by shifting its stationary operand in, one array row a cycle
 */
record SystolicFolds(long rowExtent, long columnExtent, long streamed, boolean loads) {

    long rowFolds(PeArray array) {
        return Ceil.div(rowExtent, array.rows());
    }

    long columnFolds(PeArray array) {
        return Ceil.div(columnExtent, array.columns());
    }

    long folds(PeArray array) {
        return Math.multiplyExact(rowFolds(array), columnFolds(array));
    }

    /** Cycles in which a fold is loaded and skewed. */
    long skewCycles(PeArray array) {
        return (loads ? array.rows() : 0) + (long) array.rows() + array.columns() - 2;
    }

    /** Cycles in which folds stream; an edge fold takes as long as a full one. */
    long streamCycles(PeArray array) {
        return Math.multiplyExact(folds(array), streamed);
    }

    /** Elements that enter at the array's rows. */
    long rowReads(PeArray array) {
        return rowExtent * streamed * columnFolds(array);
    }

    /** Elements that enter at the array's columns: once each if they then stay. */
    long columnReads(PeArray array) {
        return columnExtent * (loads ? rowExtent : streamed * rowFolds(array));
    }
}
