package archsim.compression;

import archsim.base.InvalidInputException;
import archsim.compression.admm.CompressionRun;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.Progress;
import archsim.workloads.model.CompressedModel;
import java.io.IOException;

/** Trains, prunes and quantises a network: the entry of this module. */
public final class Compression {

    private Compression() {}

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
}
