package archsim.workloads.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import archsim.base.InvalidInputException;
import archsim.workloads.imports.GraphRunner;
import archsim.workloads.imports.GraphValue;
import java.util.HashMap;
import java.util.Map;

/** One model that ONNX Runtime runs. */
final class RuntimeSession implements GraphRunner.Session {

    private final String name;
    private final OrtEnvironment environment;
    private final OrtSession session;

    RuntimeSession(String name, OrtEnvironment environment, OrtSession session) {
        this.name = name;
        this.environment = environment;
        this.session = session;
    }

    @Override
    public Map<String, GraphValue> run(Map<String, GraphValue> inputs) {
        var tensors = new HashMap<String, OnnxTensor>();
        try {
            for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
                GraphValue value = inputs.get(input.getKey());
                // Initialisers may be listed as inputs; those keep their own values.
                if (value != null && input.getValue().getInfo() instanceof TensorInfo info) {
                    tensors.put(input.getKey(), RuntimeTensors.of(environment, value, info.type));
                }
            }
            try (OrtSession.Result result = session.run(tensors)) {
                return values(result);
            }
        } catch (OrtException e) {
            throw InvalidInputException.of(name, "cannot be run by ONNX Runtime: %s", e.getMessage());
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static Map<String, GraphValue> values(OrtSession.Result result) {
        var values = new HashMap<String, GraphValue>();
        for (Map.Entry<String, OnnxValue> output : result) {
            if (output.getValue() instanceof OnnxTensor tensor && RuntimeTensors.isNumeric(tensor)) {
                values.put(output.getKey(), RuntimeTensors.value(tensor));
            }
        }
        return values;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the session of " + name + " cannot be closed", e);
        }
    }
}
