/**
 * ONNX models, read as graphs: the shape of every value follows from the inputs, and each node that multiplies is a layer
 * or the model is refused.
 *
 * <p>Read {@link archsim.workloads.imports.onnx.OnnxModel}, then {@link archsim.workloads.imports.onnx.GraphInference},
 * which asks a {@link archsim.workloads.imports.onnx.Rule} for each node; {@link
 * archsim.workloads.imports.onnx.Rules} has them all. Values that the file alone decides are {@link
 * archsim.workloads.imports.onnx.Constant}s: weights, and the small numbers that shapes depend on.
 *
 * <p>Files are untrusted: nothing is made of a size that a file declares before it was held against the bytes that are
 * there; elements in other files come from the model's folder only.
 */
package archsim.workloads.imports.onnx;
