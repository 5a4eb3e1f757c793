/**
 * A tensor core that skips the zeros of N:M sparse weights.
 *
 * <p>A layer whose mask is N:M runs m / n times as fast; any other runs dense, and its mode says which it was.
 */
package archsim.engine.machines.nm;
