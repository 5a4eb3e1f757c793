/**
 * What memories do and cost, as data: DRAM standards, SRAM figures, arithmetic by bit
 * width, wires, and how figures change from node to node, each row with its source.
 *
 * <p>Read {@link archsim.tables.DramStandard} first, then {@link archsim.tables.SramTable}. The tables are the JSON files in
 * {@code dram-sram-tables/tables}; the {@code note} of each says what was chosen, and why. Tables are interpolated inside their range and refuse to answer
 * outside it.
 */
package archsim.tables;
