/**
 * Checkpoints of language models as hubs hold them: a folder with {@code config.json} and one or more {@code .safetensors} files,
 * or a {@code .gguf} file.
 *
 * <p>Read {@link archsim.workloads.imports.checkpoint.Checkpoint}. The tensors of a layer are gathered into a {@link
 * archsim.workloads.imports.checkpoint.Module}, which one {@link archsim.workloads.imports.checkpoint.WeightFormat} turns into a
 * {@link archsim.workloads.imports.checkpoint.StoredMatrix}: weights of their true shape, outputs x inputs, and the scales, zero
 * points and masks beside them. A format is a small file here and an entry in {@code WeightFormat}. Tensors that no format
 * understands are an error: packed words and scales never pass for layers.
 *
 * <p>Files are mapped and rows are dequantised one at a time, so that a checkpoint may be larger than the memory.
 */
package archsim.workloads.imports.checkpoint;
