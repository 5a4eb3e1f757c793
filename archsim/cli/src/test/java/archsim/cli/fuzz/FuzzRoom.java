package archsim.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.ShippedFiles;
import archsim.base.json.NamedFile;
import archsim.cli.Outcome;
import archsim.cli.output.BuildInfo;
import archsim.engine.run.RunCache;
import archsim.sweep.Columns;
import archsim.sweep.Journal;
import archsim.sweep.PointRunner;
import archsim.sweep.Sweep;
import archsim.sweep.SweepCheck;
import archsim.sweep.SweepDocument;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A folder with sound files of every kind, each of which is accepted by the commands of its kind. */
final class FuzzRoom {

    private static final String WORKLOADS = """
        [{"name": "dense", "network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
         {"name": "pruned", "network": "lenet5", "weightBits": 4,
          "sparsity": {"kind": "bernoulli", "weightDensity": 0.2, "activationDensity": 0.5}}]\
        """;
    private static final String NETWORK = """
        {"schemaVersion": 1, "name": "small", "title": "Small", "dataset": "none", "source": "made up",
         "layers": [
           {"type": "conv", "name": "c1", "channels": 2, "filters": 4, "height": 9, "width": 9, "kernel": 3,
            "pooling": {"window": 2, "stride": 2}},
           {"type": "conv", "name": "c2", "channels": 4, "filters": 6, "height": 3, "width": 3, "kernel": 3,
            "padding": 1, "groups": 2},
           {"type": "fc", "name": "f1", "inputs": 54, "outputs": 10}],
         "channelGroups": [{"producers": ["c2"], "consumers": ["f1"], "inputsPerChannel": 9}]}\
        """;
    /** All that EIE takes. */
    private static final String CONNECTED = """
        {"schemaVersion": 1, "name": "connected", "title": "Connected", "dataset": "none", "source": "made up",
         "layers": [{"type": "fc", "name": "f1", "inputs": 54, "outputs": 10}]}\
        """;

    private static final String STUDY = """
        {"schemaVersion": 1, "title": "a study", "memory": "lpddr4-2400",
         "everyMachine": {"clockMhz": 500, "technologyNm": 45},
         "denseMachines": ["diannao"], "sparseMachines": ["cambricon-x"], "accuracyTolerancePoints": 0.2,
         "pairs": [{"name": "drawn", "title": "LeNet-5, masks drawn", "layers": "convolutions",
           "baseline": {"network": "lenet5", "sparsity": {"kind": "bernoulli", "weightDensity": 1}},
           "nonStructured": {"network": "lenet5", "weightBits": 3,
             "sparsity": {"kind": "bernoulli", "weightDensity": 0.1, "activationDensity": 0.5}},
           "structured": {"network": "lenet5", "weightBits": 3,
             "sparsity": {"kind": "column-filter", "weightDensity": 0.2, "activationDensity": 0.5}}}]}\
        """;
    private static final String TINY = """
        {"schemaVersion": 1, "network": "%s", "scheme": "%s", "seed": 1, "batchSize": 8, "shiftPixels": 1,
         "validationImages": 8, "dense": {"epochs": 1, "learningRate": 0.002, "finalLearningRate": 1e-05},
         "rounds": [%s],
         "quantisation": {"grid": "symmetric", "bits": 8,
           "steps": [{"share": 1, "retraining": {"epochs": 0, "learningRate": 0.0001, "finalLearningRate": 0.0001}}]}}\
        """;
    private static final String ROUND = """
        {"layers": {"conv1": {"filters": 12, "columns": 20}, "conv2": {"filters": 36, "columns": 120}},
         "admm": {"iterations": 2, "epochsPerIteration": 1, "rhoStart": 0.0015, "rhoGrowth": 4, "learningRate": 0.001,
           "finalLearningRate": 0.0001},
         "retraining": {"epochs": 1, "learningRate": 0.002, "finalLearningRate": 0.0001}}\
        """;
    static final List<String> MACHINES = List.of(
            "cambricon-x",
            "dcnn",
            "dcnn-opt",
            "diannao",
            "eie",
            "eyeriss",
            "ideal",
            "nm-tensor-core",
            "pattern",
            "scnn",
            "sigma",
            "sparten",
            "sticker",
            "systolic");

    private final Path folder;

    private FuzzRoom(Path folder) {
        this.folder = folder;
    }

    /** Fills {@code folder}. */
    static Path furnish(Path folder) throws IOException {
        var room = new FuzzRoom(folder);
        room.writeConfigurations();
        room.writeTables();
        room.writeModels();
        room.writeDataSets();
        room.runSound();
        return folder;
    }

    private void put(String file, String text) throws IOException {
        put(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String file, byte[] bytes) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }

    private static String run(String accelerator, String memory, String workloads) {
        return """
            {"schemaVersion": 1, "accelerator": %s, "memory": %s, "fidelity": "analytical", "seed": 3, "workloads": %s}\
            """.formatted(accelerator, memory, workloads);
    }

    private static byte[] shipped(String where, String suffix, String name) {
        Optional<byte[]> bytes = new ShippedFiles("archsim/" + where, suffix).find(name);
        return bytes.orElseThrow();
    }

    private static String text(String where, String name) {
        return new String(shipped(where, ".json", name), StandardCharsets.UTF_8);
    }

    private void writeConfigurations() throws IOException {
        put("run.json", run("{\"base\": \"sticker\", \"clockMhz\": 400}", "\"ddr3-1600\"", WORKLOADS));
        put("net.json", NETWORK);
        put("connected.json", CONNECTED);
        put("with-net.json", run("\"cambricon-x\"", "\"ddr3-1600\"", "[{\"network\": \"net.json\"}]"));
        for (String machine : MACHINES) {
            put(
                    "machines/" + machine + ".json",
                    run(text("accelerators", machine), "\"lpddr4-2400\"", workloadsOf(machine)));
        }
        put("accelerator.json", text("accelerators", "scnn"));
        put("dram.json", text("tables/dram", "ddr4-2400"));
        put("with-dram.json", run("\"diannao\"", text("tables/dram", "hbm2"), WORKLOADS.replace("lenet5", "net.json")));
        put("with-model.json", run("\"sticker\"", "\"ddr3-1600\"", "[{\"model\": \"model.safetensors\"}]"));
        put("sweep.json", """
            {"schemaVersion": 1, "base": %s,
             "axes": [{"pointer": "/accelerator", "values": ["cambricon-x", "sticker"]},
               {"name": "weightDensity", "pointer": "/workloads/1/sparsity/weightDensity",
                "from": 0.1, "to": 0.9, "steps": 2}]}\
            """.formatted(run("\"sticker\"", "\"ddr3-1600\"", WORKLOADS.replace("lenet5", "net.json"))));
        put("study.json", STUDY);
        put("compress.json", TINY.formatted("lenet5", "column-filter", ROUND));
        put("tiny.json", TINY.formatted("lenet5", "dense", ""));
        put("tiny-cifar.json", TINY.formatted("resnet8-cifar10", "dense", ""));
    }

    private static String workloadsOf(String machine) {
        return WORKLOADS.replace("lenet5", machine.equals("eie") ? "../connected.json" : "../net.json");
    }

    private void writeTables() throws IOException {
        put("tables/arithmetic-45nm.json", text("tables/arithmetic", "arithmetic-45nm"));
        put("tables/logic-45nm.json", text("tables/area", "logic-45nm"));
        put("tables/interconnect.json", text("tables/interconnect", "interconnect"));
        put("tables/stillmaker-baas.json", text("tables/scaling", "stillmaker-baas"));
        put("tables/sram/cacti-45nm.json", text("tables/sram", "cacti-45nm"));
        put("tables/dram/ddr3-1600.json", text("tables/dram", "ddr3-1600"));
    }

    /** The small files of each format: a convolution of 4 filters on 2 channels, and where there is room more. */
    private void writeModels() throws IOException {
        for (String suffix : List.of("safetensors", "npz", "npy", "onnx")) {
            try (InputStream sample = FuzzRoom.class.getResourceAsStream("sample." + suffix)) {
                put("in." + suffix, sample.readAllBytes());
            }
        }
    }

    private static byte[] idx(int items, int bytesEach, int... extents) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * extents.length + items * bytesEach);
        file.put(new byte[] {0, 0, 8, (byte) extents.length});
        for (int extent : extents) {
            file.putInt(extent);
        }
        for (int i = 0; file.hasRemaining(); i++) {
            file.put((byte) (bytesEach == 1 ? i % 10 : i * 37 % 256));
        }
        return file.array();
    }

    private void writeDataSets() throws IOException {
        put("idx/train-images-idx3-ubyte", idx(24, 784, 24, 28, 28));
        put("idx/train-labels-idx1-ubyte", idx(24, 1, 24));
        put("idx/t10k-images-idx3-ubyte", idx(10, 784, 10, 28, 28));
        put("idx/t10k-labels-idx1-ubyte", idx(10, 1, 10));
        put("cifar/data_batch_1.bin", new byte[20 * 3073]);
        put("cifar/test_batch.bin", new byte[4 * 3073]);
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY), "png", png);
        for (String of : List.of("a", "b")) {
            for (int i = 1; i <= 9; i++) {
                put("pictures/train/" + of + "/" + i + ".png", png.toByteArray());
            }
            put("pictures/test/" + of + "/1.png", png.toByteArray());
        }
    }

    private void sound(String command) {
        Outcome outcome = Outcome.of(FuzzCampaign.arguments(command, folder));
        assertThat(outcome.exitCode()).as(command + outcome.err()).isZero();
    }

    /** What later commands start from: a result, sweeps (one without its end), a trained and an imported model. */
    private void runSound() throws IOException {
        sound("run --config @/run.json --out @/result");
        sound("sweep --config @/sweep.json --threads 1 --out @/swept");
        beginSweep();
        sound("import @/in.safetensors --input-size 9x9 -o @/model.safetensors");
        sound("compress --config @/tiny.json --data @/idx --threads 1 --out @/trained");
    }

    /** Two of the four points are in the journal, as a kill leaves them. */
    private void beginSweep() throws IOException {
        Path file = folder.resolve("sweep.json");
        RunCache cache = RunCache.ofBytes(64 << 20);
        Sweep sweep = Sweep.read(new NamedFile(file.toString(), Files.readString(file), folder), Optional.empty());
        Columns columns = SweepCheck.check(sweep, cache);
        String document = SweepDocument.of(sweep, columns, BuildInfo.version(), BuildInfo.commit())
                .text();
        Path begun = Files.createDirectories(folder.resolve("begun"));
        try (Journal journal = Journal.open(begun, sweep, columns, document, false)) {
            for (int point : new int[] {3, 0}) {
                journal.append(new PointRunner(sweep, columns, cache).run(point));
            }
        }
    }
}
