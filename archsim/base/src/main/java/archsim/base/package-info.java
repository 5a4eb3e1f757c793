/**
 * What every part of archsim stands on: reporting the faults of an input, reading JSON strictly, writing files
 * whole, and saying where a number comes from.
 *
 * <p>Read {@link archsim.base.Problems} first: every file that a user can hand to archsim is checked through it.
 * Nothing here knows of networks, machines or energy.
 */
package archsim.base;
