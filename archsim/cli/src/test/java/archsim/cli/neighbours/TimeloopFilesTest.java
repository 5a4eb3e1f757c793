package archsim.cli.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.RootLocale;
import archsim.cli.Outcome;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.MachineFile;
import archsim.workloads.Axis;
import archsim.workloads.LayerShape;
import archsim.workloads.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeloopFilesTest {

    private static final String ARCHITECTURE = """
        architecture:
          version: 0.4
          nodes:
          - !Container
            name: system
            attributes: {technology: "32nm", global_cycle_seconds: 2e-9}
          - !Component
            name: DRAM
            class: DRAM
            attributes: {type: "LPDDR4", width: 64, datawidth: 8}
          - !Component
            name: shared_glb
            class: smartbuffer_SRAM
            attributes: {depth: 2048, width: 64, n_banks: 4, datawidth: 8, read_bandwidth: 16}
            constraints:
              dataspace: {keep: [Inputs, Outputs], bypass: [Weights]}
          - !Container
            name: PE_column
            spatial: {meshX: 14}
            constraints:
              spatial: {factors: [N=1, C=1, P=1, R=1, S=1, G=1]}
          - !Container
            name: PE
            spatial: {meshY: 12}
          - !Parallel
            nodes:
            - !Component
              name: weights_spad
              class: smartbuffer_RF
              attributes: {depth: 192, width: 16, datawidth: 8}
              constraints:
                dataspace: {keep: [Weights]}
            - !Component
              name: psum_spad
              class: regfile
              attributes: {depth: 16, width: 16, datawidth: 16, update_fifo_depth: 2, multiple_buffering: 2}
              constraints:
                dataspace: {keep: [Outputs]}
                temporal: {permutation: [N, C, M]}
          - !Component
            name: mac
            class: intmac
            attributes: {multiplier_width: 8, adder_width: 16}
        """;

    private static final String PROBLEM = """
        problem:
          version: 0.4
          shape: &shape
            name: conv
            dimensions: [C, M, R, S, N, P, Q]
            coefficients:
            - {name: Wstride, default: 1}
            - {name: Hdilation, default: 1}
            data_spaces:
            - name: Weights
              projection: [[[C]], [[M]], [[R]], [[S]]]
            - name: Inputs
              projection: [[[N]], [[C]], [[R], [P, Wstride]], [[S, Hdilation], [Q]]]
            - name: Outputs
              projection: [[[N]], [[M]], [[Q]], [[P]]]
              read_write: True
          instance: {C: 3, M: 32, R: 3, S: 5, P: 11, Q: 7, Wstride: 2, Hdilation: 3, densities: {}}
        """;

    @TempDir
    private Path folder;

    private Outcome convert(String architecture, String problem, String... more) throws IOException {
        var arguments = new ArrayList<>(
                List.of("import-config", "-o", folder.resolve("out").toString()));
        if (!architecture.isEmpty()) {
            arguments.add(Files.writeString(folder.resolve("eyeriss.yaml"), architecture)
                    .toString());
        }
        if (!problem.isEmpty()) {
            arguments.add(
                    Files.writeString(folder.resolve("conv1.yaml"), problem).toString());
        }
        arguments.addAll(List.of(more));
        return Outcome.of(arguments.toArray(String[]::new));
    }

    private Accelerator machine() throws IOException {
        return MachineFile.read(
                "accelerator.json", Files.readString(folder.resolve("out").resolve("accelerator.json")));
    }

    private LayerShape shape() {
        return Networks.find(folder.resolve("out").resolve("network.json").toString())
                .layers()
                .get(0)
                .shape();
    }

    /** 11 outputs two apart under 3 taps lie over 23 inputs; 7 outputs under 5 taps three apart over 19. */
    @Test
    void placesOfInputsFollowFromTheProjection() throws IOException {
        Outcome made = convert("", PROBLEM);
        assertThat(made.exitCode()).as(made.err()).isZero();
        LayerShape shape = shape();
        assertThat(List.of(shape.h(), shape.w(), shape.c(), shape.k())).containsExactly(23, 19, 3, 32);
        Axis rows = shape.rows();
        Axis columns = shape.columns();
        assertThat(List.of(rows.outputs(), rows.kernel(), rows.stride())).containsExactly(11, 3, 2);
        assertThat(List.of(columns.outputs(), columns.kernel(), columns.stride()))
                .containsExactly(7, 5, 1);
        assertThat(shape.macs()).isEqualTo(3L * 32 * 3 * 5 * 11 * 7);
    }

    @Test
    void theFirstTensorOfAProductIsItsWeightsUnlessItIsSaid() throws IOException {
        String product = """
            problem:
              shape:
                dimensions: [M, N, K]
                data_spaces:
                - {name: A, projection: [[[M]], [[K]]]}
                - {name: B, projection: [[[N]], [[K]]]}
                - {name: Z, projection: [[[M]], [[N]]], read_write: True}
              instance: {M: 24, N: 6, K: 10}
            """;
        assertThat(convert("", product).err())
                .contains("note: the tensor A is taken for the weights and B for the inputs; --weights says another");
        assertThat(shape().k()).isEqualTo(24);
        assertThat(convert("", product, "--weights", "C", "--force").err()).contains("--weights NAME says which");
        assertThat(convert("", product, "--weights", "B", "--force").exitCode()).isZero();
        LayerShape shape = shape();
        assertThat(List.of(shape.h() * shape.w(), shape.c(), shape.k())).containsExactly(24, 10, 6);
    }

    @Test
    void layersOfSeveralFilesFollowOneAnother() throws IOException {
        Path second = Files.writeString(folder.resolve("conv2.yaml"), PROBLEM.replace("M: 32", "M: 8"));
        convert("", PROBLEM, second.toString());
        assertThat(Networks.find(folder.resolve("out").resolve("network.json").toString())
                        .layerNames())
                .containsExactly("conv1", "conv2");
    }

    @Test
    void nodesAreLevels() throws IOException {
        Outcome made = convert(ARCHITECTURE, PROBLEM);
        assertThat(made.exitCode()).as(made.err()).isZero();
        Accelerator machine = machine();
        assertThat(machine.clockMhz()).isEqualTo(500);
        assertThat(machine.technologyNm()).isEqualTo(32);
        assertThat(machine.machine().multipliers()).isEqualTo(14 * 12);
        assertThat(machine.precision().accumulatorBits()).isEqualTo(16);
        assertThat(machine.assumptions())
                .contains(
                        "Binds mappings and not the machine, and so stands in the run: psum_spad temporal (order).",
                        "Sums have 16 bits, as the words of psumSpad.",
                        "A layer spreads over pe either loops that sum up or others, never both.",
                        "Its bandwidth is not stated: that of lpddr4-2400, where Timeloop's DRAM never stalls.");
        String text = Files.readString(folder.resolve("out").resolve("accelerator.json"))
                .replaceAll("\\s+", " ");
        assertThat(text)
                .contains(
                        "\"name\": \"sharedGlb\", \"made\": \"sram\", \"words\": 2048, \"wordBits\": 64, \"banks\": 4,"
                                + " \"holds\": [\"inputs\", \"outputs\"], \"doubleBuffered\": false, \"readBitsPerCycle\":"
                                + " 128")
                .contains("\"name\": \"peColumn\", \"x\": 14, \"spread\": [\"k\", \"q\"]")
                .contains("\"name\": \"pe\", \"x\": 12, \"spread\": [\"c\", \"k\", \"n\", \"p\", \"q\", \"r\", \"s\"],"
                        + " \"reduction\": \"adder-tree\"")
                .contains("\"name\": \"weightsSpad\", \"made\": \"registers\", \"words\": 192, \"wordBits\": 16,"
                        + " \"holds\": [\"weights\"]")
                .contains("\"holds\": [\"outputs\"], \"doubleBuffered\": true");
        Outcome run = Outcome.of(
                "run", "--config", folder.resolve("out").resolve("run.json").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void whatHasNoWordIsListedAndRefused() throws IOException {
        Outcome made = convert(
                ARCHITECTURE
                        .replace("class: regfile", "class: memristor")
                        .replace("n_banks: 4", "n_banks: 4, voltage: 0.8")
                        .replace("name: psum_spad", "name: weights_spad"),
                PROBLEM.replace("densities: {}", "densities: {Weights: {density: 0.5, distribution: banded}}"),
                "--spread",
                "GLB:k");
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err())
                .contains("/architecture/nodes/2/attributes/voltage is an attribute that archsim has no word for")
                .contains("/architecture has no fan-out called \"GLB\", which --spread names")
                .contains("/architecture/nodes/5/nodes/1/class must be DRAM, an SRAM")
                .contains("/problem/instance/densities/Weights is distributed as banded");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void templatesAndOtherFormsSayWhatToGive() throws IOException {
        assertThat(convert("", "{{include('base.yaml')}}\n" + PROBLEM).err()).contains("holds a template");
        assertThat(convert("arch: {arithmetic: {}}\n", "").err()).contains("/arch is the form of Timeloop 0.1");
        assertThat(convert("architecture: {version: 0.4, subtree: []}\n", "").err())
                .contains("/architecture has no compute component");
        assertThat(convert("mapper: {}\nproblem: {shape: cnn-layer, R: 3}\n", "")
                        .err())
                .contains("/problem/shape must hold dimensions and data_spaces, was \"cnn-layer\"");
        assertThat(convert("a: 1\n", "").err()).contains("was none of them");
        assertThat(convert("a: [1\nb: 2\n", "").err()).contains("is no YAML: line 2:");
        assertThat(convert("problem: {}\nproblem: {}\n", "").err()).contains("/problem is there twice");
    }

    /** A bomb of aliases, and a tag that names a class. */
    @Test
    void hostileYamlIsRefused() throws IOException {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 80; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(convert(bomb.toString(), "").exitCode()).isEqualTo(2);
        assertThat(convert("architecture: {nodes: [!!javax.script.ScriptEngineManager {}]}\n", "")
                        .err())
                .contains("/architecture/nodes/0 must be a !Container, !Component or !Parallel");
        var merges = new StringBuilder("problem: &m0 {a: 1}\n");
        for (int i = 1; i < 25; i++) {
            merges.append(RootLocale.format("m%d: &m%d {<<: [*m%d, *m%d]}\n", i, i, i - 1, i - 1));
        }
        assertThat(convert(merges + "architecture: *m24\n", "").err()).contains("/problem/a has no word in archsim");
        assertThat(convert("architecture: {nodes: &a [!Parallel {nodes: *a}]}\n", "")
                        .err())
                .contains("names an anchor that holds itself");
        Outcome deep = convert("[".repeat(100_000), "");
        assertThat(deep.exitCode()).isEqualTo(2);
        assertThat(deep.err()).contains("must be nested to at most 50 levels");
    }

    /** What merging brings in stands behind what is said at the place itself. */
    @Test
    void mergedShapesAreRead() throws IOException {
        String merged = PROBLEM.replace("problem:\n", "base: &base {M: 5, C: 3}\nproblem:\n")
                .replace("instance: {C: 3, M: 32,", "instance: {<<: *base, M: 32,");
        convert("", merged);
        assertThat(List.of(shape().c(), shape().k())).containsExactly(3, 32);
    }
}
