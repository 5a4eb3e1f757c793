/**
 * Models that others made, as models of archsim.
 *
 * <p>Read {@link archsim.workloads.imports.ModelImport}. A {@link archsim.workloads.imports.TensorSource} knows the
 * tensors of one file; where the file has a graph, {@link archsim.workloads.imports.GraphLayers} takes the layers from it, else
 * {@link archsim.workloads.imports.ImportedLayers} finds them among the tensors. What such a file does not say is assumed, and
 * the assumption is reported. Only layers that multiply are taken: normalisation, activation functions and pooling are left out by
 * name.
 *
 * <p>Files are untrusted. No size that a file declares is believed before it was held against the bytes that are there;
 * decompressed arrays are bounded by {@link archsim.workloads.imports.NpzSource#LARGEST_DECOMPRESSED_BYTES}, files by {@link
 * archsim.workloads.imports.TensorSource#LARGEST_FILE_BYTES}. What a small damaged file takes is tested to stay below 16
 * MiB.
 */
package archsim.workloads.imports;
