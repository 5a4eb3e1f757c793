/**
 * The discrete-event kernel: time in picoseconds, one thread, ties in the order of scheduling.
 *
 * <p>Depends on the JDK alone. Pending events lie in primitive arrays, so scheduling allocates nothing once the arrays
 * have grown to the model's size. Events should carry blocks of work (a tile, a burst), not single operations.
 */
package archsim.engine.kernel;
