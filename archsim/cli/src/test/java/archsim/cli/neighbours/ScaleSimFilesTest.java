package archsim.cli.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.MachineFile;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** Outputs leave while the next fold is skewed in: rows + columns + window - 2 a fold, 3 of 24 places by 2 of 6 filters. */
    @Test
    void rowsAndBanksAreLeftWhereverTheyStand() throws IOException {
        String lines = "SRAM_row_size: 5\nSRAM_bank_size: 2\nDRAM_row_size: 5\nDRAM_bank_size: 2\n";
        Outcome made = convert(CONFIG.replace("Bandwidth : 10\n", "Bandwidth : 10\n" + lines), TOPOLOGY);
        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    @Test
    void outputStationaryFoldsNeedNoLoading() throws IOException {
        convert(CONFIG.replace("Dataflow : ws", "Dataflow : os"), TOPOLOGY);
        LayerWorkload workload = dense(network().layer("conv").orElseThrow());
        assertThat(machine().dataflow().plan(workload, machine().machine()).computeCycles())
                .isEqualTo(3L * 2 * (8 + 4 + 36 - 2));
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
                .contains("the memory never stalls (InterfaceBandwidth is not USER)");
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
                TOPOLOGY.replace("conv, 12, 9", "conv, 2, x").replace("20, 10, 1,", "20, 10, 0,"));
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err())
                .contains(
                        "a.cfg: /architecture_presets/ArrayHeight must be a whole number from 1 to 65536, was \"many\"")
                .contains("a.cfg: /architecture_presets/Dataflow must be one of os, ws, is, was \"rs\"")
                .contains("/architecture_presets/IfmapOfset is not a known key, did you mean \"IfmapOffset\"?")
                .contains("/sparsity/SparsitySupport is \"true\", which this array has not: see archsim show"
                        + " nm-tensor-core")
                .contains("line 2: ifmap width must be a whole number")
                .contains("line 3: strides must be a whole number from 1");
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

    /** As its own topologies name them twice: the second gets a name of its own. */
    @Test
    void layersOfTheSameNameAreToldApart() throws IOException {
        Outcome made = convert(CONFIG, TOPOLOGY.replace("fc,", "conv,"));
        assertThat(made.err()).contains("note: line 3 names another layer \"conv\", which is called conv-2");
        assertThat(network().layerNames()).containsExactly("conv", "conv-2");
    }

    /** Tabs, other names of columns, empty lines before and between, a stride for each axis, no comma at the end. */
    @Test
    void headersOfItsOwnFilesAreKnown() throws IOException {
        convert(CONFIG, TOPOLOGY.replace(", ", "\t").replace(",\n", "\t\n"));
        assertThat(network().layerNames()).containsExactly("conv", "fc");
        convert(
                CONFIG,
                "\nLayer,IFMAP Width,ifmap width,filter height,filter width,channels,num filters,Stride height,Stride"
                        + " width,Batch Size,Sparsity\n\nconv,13,9,3,3,4,6,2,3,1,4:4\n",
                "--force");
        LayerShape shape = network().layer("conv").orElseThrow().shape();
        assertThat(List.of(shape.p(), shape.q())).containsExactly(6, 3);
        assertThat(convert(
                                CONFIG,
                                TOPOLOGY.replace("Strides,", "Strides, Batch Size,")
                                        .replace(" 2,", " 2, 8,"),
                                "--force")
                        .err())
                .contains("line 2: batch size must be 1, was \"8\": give it as \"images\" of a workload");
    }

    /** Four groups of one channel and 6 filters each, 6 x 4 outputs under 9 taps. */
    @Test
    void layersMarkedDepthwiseAreGroups() throws IOException {
        Outcome made = convert(CONFIG, TOPOLOGY.replace("conv,", "DP1,"));
        assertThat(made.err()).contains("line 2: DP1 holds \"DP\", as SCALE-Sim marks depthwise layers: 4 groups");
        LayerShape shape = network().layer("DP1").orElseThrow().shape();
        assertThat(shape.groups()).isEqualTo(4);
        assertThat(shape.macs()).isEqualTo(4L * 6 * 6 * 4 * 9);
    }

    /** Its first version says kilobytes by another name and nothing of bandwidth; keys of layouts stood among the presets. */
    @Test
    void olderConfigurationsAreRead() throws IOException {
        String old = CONFIG.replace("SzkB", "Sz").replaceAll("(?s)\\[sparsity].*", "");
        Outcome made = convert(old, TOPOLOGY);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.err()).contains("assumed: Nothing is said of the memory's bandwidth: it never stalls.");
        assertThat(machine().machine().buffers().weights().capacityBytes()).isEqualTo(32 * 1024);
        assertThat(convert(
                                CONFIG.replace("Bandwidth : 10", "Bandwidth : 10\nIfmapCustomLayout: True"),
                                TOPOLOGY,
                                "--force")
                        .err())
                .contains(
                        "/architecture_presets/IfmapCustomLayout is \"True\", which archsim has no layouts of banks for");
    }

    /** More tiles than events may be pending: nothing moves, so that none waits. */
    @Test
    void aLayerOfAMillionTilesRunsWithoutMemory() throws IOException {
        String large = CONFIG.replace("ArrayHeight:    8", "ArrayHeight: 256")
                .replace("ArrayWidth:     4", "ArrayWidth: 256")
                .replace("IfmapSramSzkB:  16", "IfmapSramSzkB: 6144")
                .replace("FilterSramSzkB: 32", "FilterSramSzkB: 6144")
                .replace("OfmapSramSzkB:  8", "OfmapSramSzkB: 2048");
        convert(large, "Layer,M,N,K,\nlinear,1024,4800,1600,\n");
        Outcome run = Outcome.of("run", "--config", out.resolve("run.json").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("238,070");
    }

    /** Bytes that are no UTF-8, Windows' line ends, a mark of byte order, cells that are missing or no numbers. */
    @Test
    void hostileFilesAreRefusedWithoutATrace() throws IOException {
        Path bytes = Files.write(folder.resolve("bytes.csv"), new byte[] {'L', (byte) 0xFF, (byte) 0xFE});
        Outcome notText = Outcome.of("import-config", bytes.toString(), "-o", out.toString());
        assertThat(notText.exitCode()).isEqualTo(2);
        assertThat(notText.err()).contains("bytes.csv").doesNotContain("Exception");
        assertThat(convert("\uFEFF" + CONFIG, TOPOLOGY).err())
                .contains("a.cfg:")
                .contains("byte order mark");
        assertThat(convert(CONFIG.replace("\n", "\r\n"), TOPOLOGY.replace("\n", "\r\n"))
                        .exitCode())
                .isZero();
        for (String row : List.of(
                "conv, 12, 9, 3",
                "conv, 12, 9, 3, 3, -4, 6, 2,",
                "conv, 12, 9, 3, 3, 4, 99999999999, 2,",
                "\"conv, 12",
                ", 12, 9, 3, 3, 4, 6, 2,")) {
            Outcome made = convert(CONFIG, TOPOLOGY.replace("conv, 12, 9, 3, 3, 4, 6, 2,", row), "--force");
            assertThat(made.exitCode()).as(row).isEqualTo(2);
            assertThat(made.err()).as(row).contains("layers.csv").doesNotContain("Exception");
        }
        assertThat(convert("[architecture_presets]\nno key\n[architecture_presets]\n", TOPOLOGY, "--force")
                        .err())
                .contains("line 2 must be [section] or key: value, was \"no key\"")
                .contains("/architecture_presets is there twice");
    }
}
