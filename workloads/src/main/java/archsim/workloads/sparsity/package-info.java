/**
 * Workloads that no training made: masks drawn from a seed at a stated density, or taken from the tensors of any file.
 *
 * <p>Read {@link archsim.workloads.sparsity.Sparsity}, then {@link archsim.workloads.sparsity.TensorWorkload}. Only
 * which elements are present matters here; values are left out.
 */
package archsim.workloads.sparsity;
