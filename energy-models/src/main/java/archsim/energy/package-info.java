/**
 * What actions cost and what parts take: counts times table.
 *
 * <p>The engine fills {@link archsim.energy.ActionCounts}; an {@link archsim.energy.EnergyModel} prices them
 * afterwards, so one run can be priced for several technologies. An action without a price is an error, never zero.
 * {@link archsim.energy.EnergyModels} makes the models; {@code TablePrices} says which table prices what, {@code
 * DramEnergy} how supply currents become energies. {@link archsim.energy.MonteCarlo} draws prices within their bounds,
 * {@link archsim.energy.Component} has the area of parts. Not modelled: leakage of logic, pins of the DRAM.
 */
package archsim.energy;
