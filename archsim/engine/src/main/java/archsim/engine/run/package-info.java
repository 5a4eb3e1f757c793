/** A run from configuration to result: workloads on a machine, with totals, layers and comparisons. */
package archsim.engine.run;
