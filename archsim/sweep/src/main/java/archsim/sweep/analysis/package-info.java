/**
 * What architects ask of a sweep: from which rate on does a design win ({@link archsim.sweep.analysis.BreakEven}), which
 * points are worth having ({@link archsim.sweep.analysis.ParetoFront}), which parameter matters ({@link
 * archsim.sweep.analysis.Tornado}), how sure is it that one wins ({@link archsim.sweep.analysis.WinShare}).
 */
package archsim.sweep.analysis;
