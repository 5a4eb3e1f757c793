package archsim.engine.machines.scnn;

/**
 * What counting needs to know of an SCNN.
 *
 * @param inputsOfVector I
 * @param weightsOfVector F
 * @param accumulatorEntries of a PE
 * @param accumulatorBanks of a PE
 * @param dropsEarly whether products beyond the map meet no bank, as with DNNsim's hash
 * @param dnnsimTiling whether maps are cut, and fully connected layers folded, as DNNsim does
 */
record ScnnOptions(
        int inputsOfVector,
        int weightsOfVector,
        int accumulatorEntries,
        int accumulatorBanks,
        boolean dropsEarly,
        boolean dnnsimTiling) {

    /** As it ships. */
    static final ScnnOptions SHIPPED = new ScnnOptions(4, 4, 1024, 32, false, false);
}
