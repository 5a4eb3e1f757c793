/**
 * archsim's figures held against published ones.
 *
 * <p>Facts are data, in {@code published/*.json}: what was published and where, how it is measured here, and how far the
 * two may differ. A published figure that is known to contradict itself or its own description keeps its value; the
 * file then says why archsim's differs and by how much, and the check is reported instead of passed. No model is tuned
 * to meet a fact.
 *
 * <p>Read {@link archsim.validation.Validation} first. A new kind of figure is a new record of
 * {@link archsim.validation.fact.Measurement}, named in the family of its package.
 */
package archsim.validation;
