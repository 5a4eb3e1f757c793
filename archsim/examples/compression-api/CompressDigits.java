import archsim.compression.Compression;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionConfigs;
import archsim.compression.config.CompressionRequest;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.GeneratedDigits;
import archsim.workloads.model.CompressedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains LeNet-5 on drawn digits and prunes conv2 to a tenth, from Java: what archsim compress does, in some seconds.
 *
 * <p>The libraries of a release are on its class path: {@code java -cp 'lib/*' CompressDigits.java FOLDER}.
 */
public final class CompressDigits {

    private static final String CONFIG = """
        {"schemaVersion": 1, "network": "lenet5", "scheme": "non-structured", "seed": 1, "batchSize": 32,
         "shiftPixels": 0, "validationImages": 64,
         "learning": {"averaging": 0.9},
         "dense": {"epochs": 2, "learningRate": 2e-3, "finalLearningRate": 1e-4},
         "rounds": [{
           "layers": {"conv2": {"rate": 10}},
           "admm": {"iterations": 2, "epochsPerIteration": 1, "rhoStart": 0.01, "rhoGrowth": 4,
                    "learningRate": 1e-3, "finalLearningRate": 1e-3},
           "retraining": {"epochs": 1, "learningRate": 1e-3, "finalLearningRate": 1e-4}}]}
        """;

    private CompressDigits() {}

    public static void main(String[] folder) throws IOException {
        Path out = Files.createDirectories(Path.of(folder[0]));
        CompressionConfig config = CompressionConfigs.parse("digits.json", CONFIG);
        DataSet digits = new GeneratedDigits(config.seed()).draw(704, 200);
        Compression.check(config, digits, "digits");
        var request = new CompressionRequest(
                config, digits, out, true, Runtime.getRuntime().availableProcessors(), "0.2.0");
        CompressedModel model = Compression.run(
                request, epoch -> System.out.printf("%s: %.4f%n", epoch.stage(), epoch.validationAccuracy()));
        model.layers()
                .forEach(layer -> System.out.println(layer.layer().name() + " keeps "
                        + layer.weights().mask().count() + " weights"));
        System.out.println("wrote " + request.modelFile());
    }
}
