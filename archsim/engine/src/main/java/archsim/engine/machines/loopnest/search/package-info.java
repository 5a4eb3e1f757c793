/**
 * The search for a layer's best mapping.
 *
 * <p>All mappings are estimated as if nothing were zero but by the densities; the best few are planned exactly, and the
 * run's goal decides between them.
 */
package archsim.engine.machines.loopnest.search;
