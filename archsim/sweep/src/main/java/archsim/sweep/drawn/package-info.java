/**
 * How far simulations on drawn masks are from those on a trained model's own: {@link archsim.sweep.drawn.DrawnMasks} runs both
 * on each machine.
 */
package archsim.sweep.drawn;
