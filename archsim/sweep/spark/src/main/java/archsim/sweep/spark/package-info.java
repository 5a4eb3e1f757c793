/**
 * Points of a sweep on a Spark cluster.
 *
 * <p>Read {@link archsim.sweep.spark.SparkCluster} first. The driver cuts the points into slices; a machine of the cluster
 * gets the sweep as text, reads it once, and answers each slice with rows as text, which the driver keeps in its journal.
 * A machine that fails costs the slices that it was at. Nothing is shuffled, and no result depends on who computed it.
 */
package archsim.sweep.spark;
