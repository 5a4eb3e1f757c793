/**
 * Many runs from one file: a base run configuration and axes along which parts of it vary.
 *
 * <p>Read {@link archsim.sweep.Sweep} first, then {@link archsim.sweep.PointRunner}: a {@link archsim.sweep.PointRow}
 * depends on its point alone, so however points are shared out to threads or machines, the files are the same. A {@link
 * archsim.sweep.Journal} holds what is finished while a sweep runs. Nothing is modelled here that the engine does not.
 */
package archsim.sweep;
