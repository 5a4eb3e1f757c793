/**
 * What a finished simulation looks like to people and to programs: text tables, {@code result.json}, {@code layers.csv}
 * and the figure of stacked cycles and energy.
 *
 * <p>Nothing is computed here that a result does not already say, except shares, units and rounding. Read
 * {@link archsim.reports.ReportFiles} first. Only {@link archsim.reports.CyclesAndEnergyChart} and what it draws with
 * load JFreeChart, so that a run without {@code --out} never pays for it.
 */
package archsim.reports;
