/**
 * What a nest of loops costs on given masks: cycles and slots, and what moves between levels.
 *
 * <p>{@code TimeCount} walks the loops in time, {@code TrafficCount} the tiles of one tensor; both step over iterations that
 * no mask can tell apart. What a box of iterations holds is counted with bit operations by {@code LayerMasks}.
 */
package archsim.engine.machines.loopnest.count;
