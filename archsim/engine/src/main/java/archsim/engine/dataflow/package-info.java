/**
 * The rules by which designs spend their cycles, exact for the given masks.
 *
 * <p>A {@link archsim.engine.dataflow.Dataflow} turns a layer into a {@link archsim.engine.dataflow.LayerPlan}: tiles
 * with exact work, what each loads and stores, and the slots that the work leaves idle. The same plan feeds the event
 * simulation and the analytical bound. Read {@link archsim.engine.dataflow.DianNao} first, the plainest; {@code
 * TileSearch} cuts layers to the buffers for all of them.
 */
package archsim.engine.dataflow;
