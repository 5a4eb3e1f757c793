package archsim.compression;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.compression.admm.CompressionRun;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.Progress;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.dataset.GeneratedDigits;
import archsim.workloads.model.CompressedModel;
import java.io.IOException;

/** Trains, prunes and quantises a network: the entry of this module. */
public final class Compression {

    /** Generated training images beyond those kept for validation. */
    private static final int GENERATED_TRAINING_IMAGES = 10_000;

    private static final int GENERATED_TEST_IMAGES = 2_000;

    private Compression() {}

    /**
     * Data for a run without a data set: digits drawn from the configuration's seed, 10,000 to train on beside those
     * for validation and 2,000 to test.
     *
     * <p>They are fewer than MNIST's 60,000, and rates chosen for MNIST are not chosen for them.
     */
    public static DataSet generatedDigits(CompressionConfig config) {
        return new GeneratedDigits(config.seed())
                .draw(GENERATED_TRAINING_IMAGES + config.validationImages(), GENERATED_TEST_IMAGES);
    }

    /**
     * Checks data before anything is made of them.
     *
     * @param name of the data as their user gave it, for messages
     * @throws InvalidInputException with every reason why a run of {@code config} cannot learn from {@code data}
     */
    public static void check(CompressionConfig config, DataSet data, String name) {
        var problems = new Problems(name);
        CompressionRun.findFaults(config, data, problems);
        problems.throwIfAny();
    }

    /**
     * Runs {@code request} to its end and writes model and history.
     *
     * <p>The same configuration and data give the same bytes on one type of CPU, whatever the number of threads and
     * however often the run was stopped and resumed.
     *
     * @return the model as written to {@link CompressionRequest#modelFile()}
     * @throws InvalidInputException if the data do not fit the network, or the checkpoint is damaged or of another run
     * @throws IOException if a file cannot be written
     */
    public static CompressedModel run(CompressionRequest request, Progress progress) throws IOException {
        try (var run = new CompressionRun(request, progress)) {
            return run.toTheEnd();
        }
    }

    /**
     * As {@link #run(CompressionRequest, Progress)}, but for the dense training, which is another run's; same bytes.
     *
     * @param request one that resumes goes on from its own checkpoint, if there is one
     * @param dense a run of the same data that has ended, of the configuration {@link CompressionConfig#denseOnly}
     */
    public static CompressedModel run(CompressionRequest request, CompressionRequest dense, Progress progress)
            throws IOException {
        try (var run = new CompressionRun(request, progress)) {
            run.goOnFrom(dense);
            return run.toTheEnd();
        }
    }
}
