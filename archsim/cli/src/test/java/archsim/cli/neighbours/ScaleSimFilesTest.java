package archsim.cli.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.MachineFile;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleSimFilesTest {

    private static final String CONFIG = """
        [general]
        run_name = "Edge array"
        [architecture_presets]
        ArrayHeight:    8
        ArrayWidth:     4
        IfmapSramSzkB:  16
        FilterSramSzkB: 32
        OfmapSramSzkB:  8
        IfmapOffset:    0
        Dataflow : ws
        Bandwidth : 10
        [sparsity]
        SparsitySupport : false
        [run_presets]
        InterfaceBandwidth: CALC
        """;

    private static final String TOPOLOGY = """
        Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,
        conv, 12, 9, 3, 3, 4, 6, 2,
        fc, 1, 1, 1, 1, 20, 10, 1,
        """;

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void nameTheFolder() {
        out = folder.resolve("out");
    }

    private Outcome convert(String config, String topology, String... more) throws IOException {
        Path cfg = Files.writeString(folder.resolve("a.cfg"), config);
        Path csv = Files.writeString(folder.resolve("layers.csv"), topology);
        var arguments = new java.util.ArrayList<>(
                java.util.List.of("import-config", cfg.toString(), csv.toString(), "-o", out.toString()));
        arguments.addAll(java.util.List.of(more));
        return Outcome.of(arguments.toArray(String[]::new));
    }

    private Accelerator machine() throws IOException {
        return MachineFile.read("accelerator.json", Files.readString(out.resolve("accelerator.json")));
    }

    private Network network() {
        return Networks.find(out.resolve("network.json").toString());
    }

    private static LayerWorkload dense(Layer layer) {
        return new LayerWorkload(
                layer,
                Mask.full(Math.toIntExact(layer.shape().weights())),
                Mask.full(Math.toIntExact(layer.shape().inputs())),
                8,
                Scheme.DENSE);
    }

    /**
     * As SCALE-Sim counts folds, 2 rows + columns + stream - 2 each. The convolution: (12 - 3 + 2) / 2 rounded up is 6 rows of 4
     * outputs, 24 in the stream; a window of 36 over 8 rows in 5 folds, 6 filters over 4 columns in 2. The other: 20 over 8 in 3,
     * 10 over 4 in 3, one in the stream.
     */
    @ParameterizedTest
    @CsvSource({"ws, conv, 10, 24", "ws, fc, 9, 1", "is, conv, 30, 6", "is, fc, 3, 10"})
    void cyclesAreThoseOfItsFolds(String dataflow, String layer, int folds, int stream) throws IOException {
        Outcome made = convert(CONFIG.replace("Dataflow : ws", "Dataflow : " + dataflow), TOPOLOGY);
        assertThat(made.exitCode()).as(made.err()).isZero();
        LayerWorkload workload = dense(network().layer(layer).orElseThrow());
        assertThat(machine().dataflow().plan(workload, machine().machine()).computeCycles())
                .isEqualTo((long) folds * (2 * 8 + 4 + stream - 2));
    }

    @Test
    void machineAndAssumptionsAreWritten() throws IOException {
        Outcome made = convert(CONFIG, TOPOLOGY, "--clock-mhz", "250");
        Accelerator machine = machine();
        assertThat(machine.name()).isEqualTo("edge-array");
        assertThat(machine.clockMhz()).isEqualTo(250);
        assertThat(machine.machine().peArray().rows()).isEqualTo(8);
        assertThat(machine.machine().peArray().columns()).isEqualTo(4);
        assertThat(machine.machine().buffers().inputs().capacityBytes()).isEqualTo(16 * 1024);
        assertThat(machine.machine().buffers().weights().capacityBytes()).isEqualTo(32 * 1024);
        assertThat(machine.machine().buffers().outputs().capacityBytes()).isEqualTo(8 * 1024);
        assertThat(machine.assumptions())
                .anyMatch(line -> line.contains("45 nm"))
                .noneMatch(line -> line.contains("clock"));
        assertThat(made.err())
                .contains(
                        "note: line 2: outputs are rounded up, so conv gets 1 rows of zeros below and 0 columns to the"
                                + " right")
                .contains("InterfaceBandwidth is CALC");
        assertThat(Files.readString(out.resolve("run.json"))).contains("\"memory\": \"none\"");
    }

    @Test
    void whatIsWrittenRuns() throws IOException {
        convert(CONFIG.replace("CALC", "USER"), TOPOLOGY);
        Outcome run = Outcome.of("run", "--config", out.resolve("run.json").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("memory bandwidth-10, 10 GB/s");
    }

    @Test
    void productsOfMatricesAreLayers() throws IOException {
        convert(CONFIG, "Layer,M,N,K,\nqkv,128,1536,512,\nhead,1,10,20,\n");
        assertThat(network().layer("qkv").orElseThrow().shape().macs()).isEqualTo(128L * 1536 * 512);
        assertThat(network().layer("head").orElseThrow().shape().macs()).isEqualTo(10 * 20);
    }

    /** Targets of other processors stand under a name or, where a header has one comma too many, under none. */
    @Test
    void targetsAreLeft() throws IOException {
        Outcome made =
                convert(CONFIG, TOPOLOGY.replace("Strides,", "Strides,, Target").replace(" 2,", " 2, NPU"));
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.err())
                .contains("note: what stands behind the strides names no column of archsim's and is left");
    }

    @Test
    void allFaultsOfBothFilesAreSaid() throws IOException {
        Outcome made = convert(
                CONFIG.replace("ArrayHeight:    8", "ArrayHeight: many")
                        .replace("SparsitySupport : false", "SparsitySupport : true")
                        .replace("IfmapOffset", "IfmapOfset")
                        .replace("Dataflow : ws", "Dataflow : rs"),
                TOPOLOGY.replace("conv, 12, 9", "conv, 2, x").replace("fc,", "conv,"));
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err())
                .contains(
                        "a.cfg: /architecture_presets/ArrayHeight must be a whole number from 1 to 65536, was \"many\"")
                .contains("a.cfg: /architecture_presets/Dataflow must be one of os, ws, is, was \"rs\"")
                .contains("/architecture_presets/IfmapOfset is not a known key, did you mean \"IfmapOffset\"?")
                .contains("/sparsity/SparsitySupport is \"true\", which this array has not: see archsim show"
                        + " nm-tensor-core")
                .contains("line 2: ifmap width must be a whole number")
                .contains("line 3 names its layer \"conv\" as line 2 does");
        assertThat(out).doesNotExist();
    }

    @Test
    void sparsityOfALayerIsRefused() throws IOException {
        Outcome made = convert(
                CONFIG, TOPOLOGY.replace("Strides,", "Strides, Sparsity").replace("6, 2,", "6, 2, 2:4"));
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err()).contains("line 2: sparsity \"2:4\" has no word in a network");
    }

    @Test
    void aFilterLargerThanItsMapIsRefused() throws IOException {
        Outcome made = convert(CONFIG, TOPOLOGY.replace("12, 9, 3, 3", "2, 9, 3, 3"));
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err()).contains("line 2: a filter of 3 x 3 does not fit a map of 2 x 9");
    }

    @Test
    void filesThatAreThereAreKept() throws IOException {
        convert(CONFIG, TOPOLOGY);
        assertThat(convert(CONFIG, TOPOLOGY).exitCode()).isEqualTo(2);
        assertThat(convert(CONFIG, TOPOLOGY, "--force").exitCode()).isZero();
    }

    @Test
    void aLayerThatNoMaskHoldsIsRefused() throws IOException {
        Outcome made = convert(CONFIG, TOPOLOGY.replace("12, 9, 3, 3, 4, 6", "1000000, 1000000, 3, 3, 4, 6"));
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err()).contains("layer conv must have fewer than 2^31 weights, inputs and outputs");
        assertThat(out).doesNotExist();
    }
}
