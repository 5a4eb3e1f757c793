package archsim.sweep.study;

import archsim.engine.run.result.RunResult;
import java.util.Optional;

/**
 * What became of a model on a machine.
 *
 * @param result absent if the machine cannot run it
 * @param reason why not; empty if it can
 * @param failed whether archsim, not the machine, is to blame
 */
public record StudyRun(
        StudyMachine machine, Category category, Optional<RunResult> result, String reason, boolean failed) {

    public StudyRun {
        if (result.isPresent() != reason.isEmpty()) {
            throw new IllegalArgumentException("a run has either a result or a reason, was " + reason);
        }
    }
}
