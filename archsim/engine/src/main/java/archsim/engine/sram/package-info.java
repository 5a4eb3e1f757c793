/** On-chip memories: capacity in two halves, words, banks. What an access costs is priced elsewhere. */
package archsim.engine.sram;
