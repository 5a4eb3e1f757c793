/**
 * One or several results as a page in HTML that needs no network and no script: who wins, why, and what it was made from.
 *
 * <p>Read {@link archsim.reports.page.ReportPage} first; the elements of a page are in {@code archsim.reports.html}.
 */
package archsim.reports.page;
