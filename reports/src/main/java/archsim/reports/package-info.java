/**
 * What finished simulations look like to people and to programs: text tables, {@code result.json}, {@code layers.csv},
 * figures, and a page in HTML that holds them all.
 *
 * <p>Nothing is computed here that a result does not already say, except shares, units and rounding. Read
 * {@link archsim.reports.ReportFiles} and {@link archsim.reports.ReportPage} first. A figure is panels by JFreeChart ({@link
 * archsim.reports.Figure}), which a run without {@code --out} never loads.
 */
package archsim.reports;
