/**
 * How sparse weights are stored, and how many bits that takes: values, indices, fillers, pointers.
 *
 * <p>Read {@link archsim.workloads.storage.StorageFormat}. Sizes are exact, and each format can also encode a tensor to
 * that many bits and decode it again. A layer's descriptor (shape, widths, scale) is not counted. The accounting follows
 * X. Ma et al., "Non-structured DNN weight pruning: is it beneficial in any platform?", IEEE TNNLS 2022; where its
 * tables contradict themselves, nothing here bends to fit them.
 */
package archsim.workloads.storage;
