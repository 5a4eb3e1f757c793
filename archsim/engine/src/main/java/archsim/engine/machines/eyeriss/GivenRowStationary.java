package archsim.engine.machines.eyeriss;

/**
 * The mapping of one layer as a user gives it.
 *
 * @param mapping in the authors' letters
 */
public record GivenRowStationary(RowStationaryMapping mapping) {}
