/**
 * A run from configuration to result: workloads on a machine, with totals, layers and comparisons.
 *
 * <p>{@link archsim.engine.run.RunSetup} reads what a {@link archsim.engine.run.config.RunConfig} names, {@link
 * archsim.engine.run.Simulator} takes the layers one by one through {@link archsim.engine.run.pipeline}; plans, prices and
 * masks that runs share are kept by {@link archsim.engine.run.RunCache}.
 */
package archsim.engine.run;
