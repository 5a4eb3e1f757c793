/**
 * The search for designs worth having: a sweep most of whose points need no simulation.
 *
 * <p>Read {@link archsim.sweep.search.SearchRounds} first. {@link archsim.sweep.search.Screen} refuses points by limits and gives
 * the others what they take at least ({@link archsim.engine.run.RunBound}); points that cannot enter the front of those simulated
 * are bounded away; the rest are run as a sweep runs them.
 */
package archsim.sweep.search;
