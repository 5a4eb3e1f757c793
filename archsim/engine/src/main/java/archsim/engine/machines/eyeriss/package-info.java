/**
 * Eyeriss: row stationary, with the mapping searched for each layer.
 *
 * <p>A mapping cuts a layer into passes ({@code EyerissPasses}); {@code RowStationarySearch} takes the cheapest. A
 * zero input gates its PE, which saves energy and no cycle; activations travel to DRAM in a run-length code.
 */
package archsim.engine.machines.eyeriss;
