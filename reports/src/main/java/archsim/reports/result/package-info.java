/**
 * The files that programs read: {@code result.json}, written and read back, and {@code layers.csv}.
 *
 * <p>{@link archsim.reports.result.ResultJson} lists the keys in the order of the contract.
 */
package archsim.reports.result;
