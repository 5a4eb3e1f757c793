package archsim.cli.model;

import archsim.base.InvalidInputException;
import archsim.cli.output.BuildInfo;
import archsim.compression.Compression;
import archsim.compression.config.CompressionConfig;
import archsim.compression.config.CompressionRequest;
import archsim.compression.config.Progress;
import archsim.compression.network.Architectures;
import archsim.compression.network.TensorShape;
import archsim.workloads.dataset.DataFolder;
import archsim.workloads.dataset.DataSet;
import archsim.workloads.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A compression that was checked and can start. Separate from the command, so that its help does not load ND4J.
 *
 * @param config what to do
 * @param images to learn from
 * @param threads to compute with
 */
record CompressionJob(CompressionConfig config, DataSet images, int threads) {

    /**
     * Reads or draws the images.
     *
     * @param data folder, archive or name of a data set; absent for digits drawn from the configuration's seed
     * @throws InvalidInputException with the faults of the files, or why the network cannot learn from them
     */
    static CompressionJob of(CompressionConfig config, Optional<Path> data, int threads) {
        TensorShape input =
                Architectures.of(Architectures.find(config.network())).input();
        DataSet images = data.map(DataFolder::find)
                .map(folder -> EvaluationJob.read(folder, input))
                .orElseGet(() -> Compression.generatedDigits(config));
        Compression.check(config, images, data.map(Path::toString).orElse(images.name()));
        return new CompressionJob(config, images, threads);
    }

    /** Trains, and returns what became of it. */
    ModelManifest run(Path folder, boolean resume, Progress progress) throws IOException {
        return Compression.run(request(config, folder, resume), progress).manifest();
    }

    /**
     * Trains from where another run's dense training ended; returns what became of it.
     *
     * @param dense folder of that run
     * @throws InvalidInputException if that run is of another configuration or other images, or has not ended
     */
    ModelManifest runFrom(Path dense, Path folder, boolean resume, Progress progress) throws IOException {
        CompressionRequest trained = request(config.denseOnly(), dense, true);
        return Compression.run(request(config, folder, resume), trained, progress)
                .manifest();
    }

    private CompressionRequest request(CompressionConfig what, Path folder, boolean resume) {
        return new CompressionRequest(what, images, folder, resume, threads, BuildInfo.version());
    }
}
