/**
 * Models that others made, as models of archsim.
 *
 * <p>Read {@link archsim.workloads.imports.ModelImport}. A {@link archsim.workloads.imports.TensorSource} knows the
 * tensors of one file ({@code .safetensors}, {@code .npz}, {@code .npy}, {@code .onnx}); {@link
 * archsim.workloads.imports.ImportedLayers} finds the layers among them. What the file does not say is assumed, and the
 * assumption is told. Only layers that multiply are taken: normalisation, activation functions and pooling are left out
 * where the network's description does not name them.
 *
 * <p>Files are untrusted. No size that a file declares is believed before it was held against the bytes that are there;
 * decompressed arrays are bounded by {@link archsim.workloads.imports.NpzSource#LARGEST_DECOMPRESSED_BYTES}, files by {@link
 * archsim.workloads.imports.TensorSource#LARGEST_FILE_BYTES}. What a small damaged file takes is tested to stay below 16
 * MiB.
 */
package archsim.workloads.imports;
