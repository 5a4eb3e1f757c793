package archsim.workloads.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import archsim.base.InvalidInputException;
import archsim.workloads.imports.GraphRunner;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** ONNX Runtime on the processor, without the optimisations that would fuse nodes and lose the values between them. */
public final class OnnxRuntime implements GraphRunner {

    private static final String EXTERNAL_FOLDER = "session.model_external_initializers_file_folder_path";

    @Override
    public String name() {
        return "ONNX Runtime "
                + OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "archsim")
                        .getVersion();
    }

    @Override
    public Session open(String name, ByteBuffer content, Path folder) {
        byte[] model = new byte[content.remaining()];
        content.duplicate().get(model);
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "archsim");
        try (var options = new SessionOptions()) {
            options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
            options.setDeterministicCompute(true);
            options.addConfigEntry(EXTERNAL_FOLDER, folder.toString());
            OrtSession session = environment.createSession(model, options);
            return new RuntimeSession(name, environment, session);
        } catch (OrtException e) {
            throw InvalidInputException.of(name, "cannot be run by ONNX Runtime: %s", e.getMessage());
        }
    }
}
