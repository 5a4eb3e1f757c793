/**
 * What memories do and cost, as data: DRAM standards, SRAM figures and arithmetic by bit width, each row with its source.
 *
 * <p>Read {@link archsim.tables.DramStandard} first. Tables are interpolated inside their range and refuse to answer
 * outside it.
 */
package archsim.tables;
