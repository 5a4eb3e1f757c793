package archsim.compression.config;

import archsim.workloads.dataset.DataSet;
import java.nio.file.Path;

/**
 * One run of the compressor.
 *
 * @param config what to do
 * @param data to learn from and to be judged by
 * @param outFolder where model, history and checkpoint go; must exist
 * @param resume whether to go on from the checkpoint in {@code outFolder}, if there is one
 * @param threads to compute with; never changes the result
 * @param archsimVersion for the manifest
 */
public record CompressionRequest(
        CompressionConfig config, DataSet data, Path outFolder, boolean resume, int threads, String archsimVersion) {

    /** File in {@link #outFolder} that a run can be resumed from. */
    public Path checkpointFile() {
        return outFolder.resolve("checkpoint.bin");
    }

    /** The compressed model. */
    public Path modelFile() {
        return outFolder.resolve("model.safetensors");
    }

    /** One line an epoch. */
    public Path historyFile() {
        return outFolder.resolve("history.csv");
    }
}
