/**
 * Section VI of the paper as a procedure: the highest rates at which ways of pruning one network keep its accuracy, found by
 * training, and a test of whether what was found is equal.
 *
 * <p>Source: X. Ma et al., "Non-Structured DNN Weight Pruning - Is It Beneficial in Any Platform?", TNNLS 2022.
 */
package archsim.compression.equal;
