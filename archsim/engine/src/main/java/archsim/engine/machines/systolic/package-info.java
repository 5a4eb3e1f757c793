/**
 * A systolic array, output, weight or input stationary, by the closed form of SCALE-Sim.
 *
 * <p>Zeros are multiplied like anything else. The folds of a layer follow one another or overlap.
 */
package archsim.engine.machines.systolic;
