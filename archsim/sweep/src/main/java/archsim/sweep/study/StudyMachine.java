package archsim.sweep.study;

import archsim.engine.accelerator.Accelerator;

/**
 * A machine of a study.
 *
 * @param role what it stands for
 * @param accelerator with what all machines of the study share
 */
public record StudyMachine(MachineRole role, Accelerator accelerator) {

    /** Unique in its study. */
    public String name() {
        return accelerator.name();
    }

    /** Products a cycle. */
    public int multipliers() {
        return accelerator.machine().multipliers();
    }
}
