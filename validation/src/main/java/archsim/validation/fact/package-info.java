/** A published figure, how archsim arrives at its own, and what the two say of each other. */
package archsim.validation.fact;
