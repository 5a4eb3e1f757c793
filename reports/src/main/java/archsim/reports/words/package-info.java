/**
 * Names, units and line breaks that text, charts and pages share. Read {@link archsim.reports.words.Scale} first.
 */
package archsim.reports.words;
