/** Cycles and mappings of single layers and machines. */
package archsim.validation.machine;
