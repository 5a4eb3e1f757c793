/**
 * Compressed models and the file they live in, which Python's safetensors package opens too.
 *
 * <p>Read {@link archsim.workloads.model.CompressedModel}, then {@link archsim.workloads.model.ModelFile} for its file.
 * {@link archsim.workloads.model.TensorFile} knows the format alone: any {@code .safetensors} file, archsim's or not.
 * Files are untrusted: sizes are checked against the file before anything of that size is made, and all faults are reported
 * at once.
 */
package archsim.workloads.model;
