/**
 * The time line of a run in the trace format of Chrome, which Perfetto opens.
 */
package archsim.reports.trace;
