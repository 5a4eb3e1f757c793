/**
 * Machines as data: the parameters of a design, read from JSON.
 *
 * <p>An {@link archsim.engine.accelerator.Accelerator} is a set of sizes around one {@link
 * archsim.engine.plan.Dataflow}, which holds the rule by which the design spends its cycles.
 */
package archsim.engine.accelerator;
