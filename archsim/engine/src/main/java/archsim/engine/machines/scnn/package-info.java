/**
 * SCNN: PEs that multiply all pairs of a few non-zero weights and a few non-zero inputs, and scatter the products into
 * banks of accumulators.
 *
 * <p>{@link archsim.engine.machines.scnn.ScnnPlan} walks the groups of filters; {@code BankQueues} and its
 * implementations count, exactly and fast, the cycles that products wait for a bank.
 */
package archsim.engine.machines.scnn;
