/**
 * A study as text, Markdown, JSON, CSV, LaTeX and charts.
 *
 * <p>{@link archsim.reports.study.StudyTables} holds the tables that all of them show.
 */
package archsim.reports.study;
