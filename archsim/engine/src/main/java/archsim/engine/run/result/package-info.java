/** What a run found: cycles, slots, counts, bytes and energy, of a layer ({@link archsim.engine.run.result.LayerMetrics}) and of a run. */
package archsim.engine.run.result;
