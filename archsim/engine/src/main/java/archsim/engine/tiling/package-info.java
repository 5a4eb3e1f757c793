/**
 * What the author of a machine builds a plan with: layers cut to the buffers, and tiles, slots and actions gathered on
 * the way.
 *
 * <p>{@link archsim.engine.tiling.KeptLayer} is a layer in its compacted shape, {@link
 * archsim.engine.tiling.TileSearch} cuts it, {@link archsim.engine.tiling.PlanBuilder} gathers the work of the tiles,
 * {@link archsim.engine.tiling.LoopNest} computes outputs along the same tiles. A machine may do without any of it.
 */
package archsim.engine.tiling;
