/**
 * One class for each chart: what is drawn against what. How it looks is in {@code archsim.reports.plot}.
 */
package archsim.reports.chart;
