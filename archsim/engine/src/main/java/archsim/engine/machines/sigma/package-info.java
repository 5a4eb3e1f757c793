/**
 * SIGMA as STONNE simulates it: non-zero weights fill the multipliers whatever row they are of.
 *
 * <p>Rows are packed in order and a tree sums each of them up; configuring, loading, streaming and collecting do not
 * overlap. Cycles depend on the weights alone.
 */
package archsim.engine.machines.sigma;
