/**
 * What actions cost: counts times table.
 *
 * <p>The engine fills {@link archsim.energy.ActionCounts}; an {@link archsim.energy.EnergyModel} prices them
 * afterwards, so one run can be priced for several technologies. An action without a price is an error, never zero.
 */
package archsim.energy;
