/**
 * Models run by ONNX Runtime, so that the inputs of layers are measured.
 *
 * <p>Read {@link archsim.workloads.onnxruntime.OnnxRuntime}. The library is 139 MB of native code for every platform: only those
 * who build with {@code -P onnxruntime} pay for it.
 */
package archsim.workloads.onnxruntime;
