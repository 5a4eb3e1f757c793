/** Tables, figures and files of a study of points on networks. */
package archsim.reports.tradeoff;
