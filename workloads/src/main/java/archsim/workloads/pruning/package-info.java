/**
 * Pruning and quantising in one shot, without training: for trying out machines, not for accuracy.
 *
 * <p>Read {@link archsim.workloads.pruning.OneShot}. Counts are exact, ties go to the lower index, and nothing is drawn.
 * For models that keep their accuracy see the compression module.
 */
package archsim.workloads.pruning;
