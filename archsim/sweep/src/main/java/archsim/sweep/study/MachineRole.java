package archsim.sweep.study;

import archsim.base.json.EnumNames;

/** What a machine stands for in a study. */
public enum MachineRole {
    /** It is meant for matrices without holes, which structured pruning leaves. */
    DENSE("denseMachines"),
    /** It skips single zero weights. */
    SPARSE("sparseMachines"),
    /** Nobody can build it: it shows what is possible at best and takes part in no contest. */
    BOUND("bounds");

    private final String key;

    MachineRole(String key) {
        this.key = key;
    }

    /** Of the machines in the file of a study. */
    String key() {
        return key;
    }

    /** As tables show it. */
    public String label() {
        return EnumNames.of(this);
    }
}
