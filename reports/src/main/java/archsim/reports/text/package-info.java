/**
 * Results, sweeps, analyses and checks as a terminal shows them, at most 120 columns wide.
 *
 * <p>{@link archsim.reports.text.TextReport} shows one result; the explanations show where a total comes from.
 */
package archsim.reports.text;
