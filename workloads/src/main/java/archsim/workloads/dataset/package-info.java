/**
 * Labelled images to train and test on: read from IDX files, or drawn by archsim itself.
 *
 * <p>Read {@link archsim.workloads.dataset.ImageSet} first. Nothing here trains, augments or normalises.
 */
package archsim.workloads.dataset;
