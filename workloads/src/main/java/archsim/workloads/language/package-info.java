/**
 * Language models as workloads, made from their configuration alone.
 *
 * <p>Read {@link archsim.workloads.language.LanguageRun} first: a prompt, generated tokens, or both, as layers that stand for as many
 * equal ones as there are. Counted are products with weights, the router and the products of attention; what is left out is
 * listed with its share of the operations: {@link archsim.workloads.language.LeftOut}.
 */
package archsim.workloads.language;
