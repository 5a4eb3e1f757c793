/** Tables, figures and files of a comparison of drawn with real masks. */
package archsim.reports.drawn;
