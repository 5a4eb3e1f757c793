/**
 * The contract between a machine and the simulator: a layer and a machine in, tiles with their exact work, transfers
 * and actions out.
 *
 * <p>A {@link archsim.engine.plan.MachineKind} names a record of parameters, a {@link archsim.engine.plan.Dataflow},
 * which turns a layer into a {@link archsim.engine.plan.LayerPlan}. The same plan feeds the event simulation and the
 * analytical bound. Nothing here knows a machine; read {@link archsim.engine.plan.Dataflow} first.
 */
package archsim.engine.plan;
