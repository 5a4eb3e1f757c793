/**
 * A layer through time: its tiles are loaded, computed and stored, overlapped as far as buffers and the DRAM channel allow.
 *
 * <p>{@link archsim.engine.run.pipeline.LayerSimulation} goes event by event, {@link
 * archsim.engine.run.pipeline.AnalyticalBound} is the closed form; both leave what memory did in a {@link
 * archsim.engine.run.pipeline.MemoryOutcome}.
 */
package archsim.engine.run.pipeline;
