/**
 * DRAM channels: banks with open rows, the timing between commands, refresh, and queues of waiting bursts.
 *
 * <p>Modelled: activate, read, write, precharge and refresh (of a rank or bank by bank) with tRCD, tRP, tRAS, tRRD, tFAW,
 * tCCD, tWTR, tRTP, tWR, tRTRS and tXP; one command a clock; ranks and bank groups; the order of address fields; power-down; several
 * channels. The first ready burst goes first, of several the oldest (FR-FCFS), or banks have commands in turn; rows stay open.
 * Left out: data that waits to be written and is read from there.
 *
 * <p>Read {@link archsim.engine.dram.Dram} first, then {@code DramChannel}, {@code BurstByBurst} and {@code BankTimes}. {@link
 * archsim.engine.dram.MemoryProbe} characterises a memory under artificial traffic.
 */
package archsim.engine.dram;
