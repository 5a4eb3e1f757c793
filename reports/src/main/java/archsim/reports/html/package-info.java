/**
 * Pages in HTML that need nothing but themselves: text is escaped where it enters, tables can be sorted and filtered where
 * scripts run, and everything can be read where they do not.
 *
 * <p>Knows nothing of results. Read {@link archsim.reports.html.HtmlPage} first.
 */
package archsim.reports.html;
