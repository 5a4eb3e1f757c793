/**
 * What SCNN and DCNN share: weights broadcast into a queue in each PE, activations that stay in memories beside the
 * PEs.
 *
 * <p>{@link archsim.engine.machines.broadcast.BroadcastSchedule} holds the work in order, {@link
 * archsim.engine.machines.broadcast.BroadcastTiles} makes tiles of it, {@link
 * archsim.engine.machines.broadcast.OnChipActivations} says which activations pass through DRAM.
 */
package archsim.engine.machines.broadcast;
