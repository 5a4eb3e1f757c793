/**
 * The comparison of X. Ma et al., "Non-Structured DNN Weight Pruning - Is It Beneficial in Any Platform?", IEEE TNNLS
 * 2022, done again: pairs of models, one pruned weight by weight and one by filters and columns, stored and simulated.
 *
 * <p>Read {@link archsim.sweep.study.Study} first, then {@link archsim.sweep.study.StudyRunner}. A {@link
 * archsim.sweep.study.PairResult} holds what became of one pair; {@link archsim.sweep.study.Claims} judges it. Nothing is
 * trained here: models bring their accuracy, generated masks have none.
 */
package archsim.sweep.study;
