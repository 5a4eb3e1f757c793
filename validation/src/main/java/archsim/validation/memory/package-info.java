/** What a memory takes, in time and energy. */
package archsim.validation.memory;
