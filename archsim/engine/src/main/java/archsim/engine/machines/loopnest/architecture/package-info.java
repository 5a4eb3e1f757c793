/** What a described machine is made of: memories and spatial levels, from DRAM to the multipliers, and how they store data. */
package archsim.engine.machines.loopnest.architecture;
