/**
 * DianNao: dense dot products of 16 inputs with 16 filters a cycle, the baseline of Cambricon-X.
 *
 * <p>Zeros are multiplied like anything else; a structured layer runs in its compacted shape. {@link
 * archsim.engine.machines.diannao.DianNao} is the plainest machine and the one to read first.
 */
package archsim.engine.machines.diannao;
