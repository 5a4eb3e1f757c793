package archsim.engine.machines.systolic;

import archsim.engine.pe.PeArray;
import java.util.List;

/**
 * Cycles that a layer's folds take besides streaming.
 *
 * <p>Folds one after the other are each loaded, skewed and drained on their own. Where they overlap, the next fold's
 * operand is loaded, or the last one's sums leave, while a fold streams: a fold takes no less than that does, and only
 * the first is loaded and only the last drained in time of its own.
 *
 * @param overlap whether folds overlap
 * @param drainCycles in which the sums of an output-stationary fold leave
 * @param shiftCycles in which the array can begin a further fold behind the one that streams
 */
record FoldTiming(boolean overlap, long drainCycles, long shiftCycles) {

    /** Cycles beyond those in which the folds of all groups stream, at least one of them with a fold. */
    long fillCycles(List<SystolicFolds> groups, PeArray array) {
        long fill = 0;
        SystolicFolds last = groups.get(0);
        for (SystolicFolds group : groups) {
            if (group.folds(array) > 0) {
                fill = Math.addExact(fill, Math.multiplyExact(group.folds(array), betweenFolds(group, array)));
                last = group;
            }
        }
        return overlap ? fill - betweenFolds(last, array) + ofOneFold(last, array) : fill;
    }

    private long betweenFolds(SystolicFolds folds, PeArray array) {
        return overlap ? Math.max(0, shiftCycles - folds.streamed()) : ofOneFold(folds, array);
    }

    private long ofOneFold(SystolicFolds folds, PeArray array) {
        return folds.skewCycles(array) + drainCycles;
    }
}
