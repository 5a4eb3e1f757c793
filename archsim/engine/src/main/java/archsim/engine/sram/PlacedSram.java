package archsim.engine.sram;

import archsim.energy.DataType;

/**
 * An SRAM and where it stands.
 *
 * @param pointer within the JSON of the design
 * @param dataType that its leakage is counted for
 * @param instances equal ones
 */
public record PlacedSram(String pointer, DataType dataType, SramBuffer buffer, long instances) {}
