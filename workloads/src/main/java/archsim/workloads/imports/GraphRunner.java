package archsim.workloads.imports;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs ONNX models, found by {@link java.util.ServiceLoader}.
 *
 * <p>An author provides a public class with a constructor without parameters. No optimisation may change the values
 * between nodes.
 */
public interface GraphRunner {

    /** Name and version, for people. */
    String name();

    /**
     * Prepares a model.
     *
     * @param name of the model, for messages
     * @param content of its file
     * @param folder where files beside it lie
     * @throws archsim.base.InvalidInputException if the model cannot be run
     */
    Session open(String name, ByteBuffer content, Path folder);

    /** A model ready to run. */
    interface Session extends AutoCloseable {

        /**
         * Every output of the model.
         *
         * @param inputs by name
         * @throws archsim.base.InvalidInputException if the model cannot be run on them
         */
        Map<String, GraphValue> run(Map<String, GraphValue> inputs);

        @Override
        void close();
    }
}
