/**
 * One DRAM channel: banks with open rows, the timing between commands, refresh, and a window of waiting bursts.
 *
 * <p>Modelled: activate, read, write, precharge and all-bank refresh with tRCD, tRP, tRAS, tRRD, tFAW, tCCD, tWTR, tRTP
 * and tWR; row hits go before older misses inside the window (FR-FCFS); bank groups interleave on consecutive bursts.
 * Left out: command-bus contention, power-down, several ranks. Read {@link archsim.engine.dram.DramChannel} first.
 */
package archsim.engine.dram;
