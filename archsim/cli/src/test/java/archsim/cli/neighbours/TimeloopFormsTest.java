package archsim.cli.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import archsim.workloads.LayerShape;
import archsim.workloads.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Timeloop's files say beside nodes: older forms, zeros, mappings, densities, files that are included. */
class TimeloopFormsTest {

    private static final String PRODUCT = """
        problem:
          shape:
            name: product
            dimensions: [M, N, K]
            data-spaces:
            - {name: A, projection: [[[M]], [[K]]]}
            - {name: B, projection: [[[N]], [[K]]]}
            - {name: Z, projection: [[[M]], [[N]]], read-write: True}
          instance: {M: 8, N: 12, K: 16}
        """;

    private static final String TREE = """
        architecture:
          version: 0.3
          subtree:
          - name: chip
            attributes: {technology: 28nm}
            local:
            - name: Store
              class: DRAM
              attributes: {width: 64, datawidth: 8, read-bandwidth: 4, block-size: 8}
            subtree:
            - name: Core[0..1]
              local:
              - name: Buffer
                class: storage
                subclass: SRAM_MD
                attributes: {data_storage_depth: 64, data_storage_width: 512, n_banks: 2, datawidth: 8}
              subtree:
              - name: PE[0..15]
                local:
                - name: Spad
                  class: storage
                  subclass: regfile
                  attributes: {depth: 32, width: 8, datawidth: 8, meshX: 8}
                - name: MAC
                  class: compute
                  attributes: {datawidth: 8, meshX: 8}
        """;

    private static final String ONE_CORE = TREE.replace("Core[0..1]", "Core").replace("meshX: 8", "meshX: 4");

    private static final String MAPPING = """
        mapping:
        - {target: Store, type: temporal, factors: M=1 N=2 K=1, permutation: KMN}
        - {target: Buffer, type: temporal, factors: [M=1, N=0, K=4], permutation: [K, N, M]}
        - {target: Buffer, type: spatial, factors: M=4 N=1 K=4, permutation: MKN, split: 1}
        - {target: Spad, type: temporal, factors: M=2 N=1 K=1, permutation: KNM}
        - {target: Spad, type: bypass, keep: [A, Z], bypass: [B]}
        """;

    @TempDir
    private Path folder;

    private Outcome convert(String... texts) throws IOException {
        var arguments = new ArrayList<>(
                List.of("import-config", "--force", "-o", folder.resolve("out").toString()));
        for (int i = 0; i < texts.length; i++) {
            arguments.add(Files.writeString(folder.resolve("file" + i + ".yaml"), texts[i])
                    .toString());
        }
        return Outcome.of(arguments.toArray(String[]::new));
    }

    private String written(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name))
                .replaceAll("\\s+", " ")
                .replaceAll("(?<=[\\[{]) | (?=[]}])", "");
    }

    private Outcome run() {
        return Outcome.of(
                "run", "--config", folder.resolve("out").resolve("run.json").toString());
    }

    /** Of 32 PEs, 8 wide, 16 are in each of 2 cores: 4 wide and 4 high. A word of 512 bits takes two banks. */
    @Test
    void aSubtreeIsLevels() throws IOException {
        Outcome made = convert(TREE, PRODUCT);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(written("accelerator.json"))
                .contains("\"technologyNm\": 28")
                .contains("\"name\": \"store\"}, {\"type\": \"spatial\", \"name\": \"core\", \"x\": 2,"
                        + " \"spread\": [\"c\", \"k\", \"p\", \"q\"]")
                .contains("\"name\": \"buffer\", \"made\": \"sram\", \"words\": 128, \"wordBits\": 256, \"banks\": 4,")
                .contains("\"name\": \"peX\", \"x\": 4,")
                .contains("\"name\": \"peY\", \"x\": 4,")
                .contains("\"name\": \"spad\", \"made\": \"registers\", \"words\": 32,")
                .contains("Its bandwidth is 4 words a cycle, 4.000 GB/s, for reading and writing together.")
                .contains("Nothing says what passes spad by: it holds all tensors.");
        assertThat(run().exitCode()).isZero();
    }

    /** The chip is at 28 nm, as all its parts but for one memory. */
    @Test
    void aMemoryHasTheNodeThatIsSaidOfIt() throws IOException {
        String other = TREE.replace("n_banks: 2", "n_banks: 2, technology: 45nm");
        assertThat(convert(other, PRODUCT).exitCode()).isZero();
        assertThat(written("accelerator.json"))
                .contains("\"technologyNm\": 28, ")
                .containsOnlyOnce("\"technologyNm\": 45");
        assertThat(run().exitCode()).isZero();
    }

    /** Rows of the product are 4 x 3 places; of factors 2 and 6 two are taken across to make up the three. */
    @Test
    void aMappingIsGivenToTheRun() throws IOException {
        Outcome made = convert(ONE_CORE, PRODUCT, MAPPING);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(written("run.json"))
                .contains("{\"level\": \"store\", \"loops\": [{\"loop\": \"p\", \"factor\": 2}]}")
                .contains("{\"level\": \"buffer\", \"loops\": [{\"loop\": \"p\", \"factor\": 2}, {\"loop\": \"q\","
                        + " \"factor\": 3}, {\"loop\": \"c\", \"factor\": 4}]}")
                .contains("{\"level\": \"peX\", \"loops\": [{\"loop\": \"k\", \"factor\": 4}]}")
                .contains("{\"level\": \"peY\", \"loops\": [{\"loop\": \"c\", \"factor\": 4}]}")
                .contains("{\"level\": \"spad\", \"loops\": [{\"loop\": \"k\", \"factor\": 2}]}");
        assertThat(written("accelerator.json"))
                .contains("\"name\": \"spad\", \"made\": \"registers\", \"words\": 32, \"wordBits\": 8, \"holds\":"
                        + " [\"weights\", \"outputs\"]");
        Outcome run = run();
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void aMappingThatTheMachineCannotRunIsRefused() throws IOException {
        String tree = ONE_CORE;
        assertThat(convert(tree, PRODUCT, MAPPING.replace("K=4], permutation: [K, N, M]", "K=2], permutation: [K, M]"))
                        .err())
                .contains("must name N in its permutation, as it has a factor of it")
                .contains("has factors of K that multiply to 8, the problem file1 has 16");
        Outcome outside = convert(
                tree,
                PRODUCT,
                MAPPING.replace("N=2 K=1, permutation: KMN", "N=2 K=4, permutation: NMK")
                        .replace("N=0, K=4]", "N=0, K=1]"));
        assertThat(outside.exitCode()).isEqualTo(2);
        assertThat(outside.err()).contains("partial sums would leave the chip");
        assertThat(folder.resolve("out").resolve("run.json")).doesNotExist();
        assertThat(convert(tree, MAPPING).err())
                .contains("/mapping/4/keep names the tensor \"A\", which is none of"
                        + " Weights, Inputs, Outputs: give the problem beside");
        assertThat(convert(PRODUCT, MAPPING).err())
                .contains("/mapping/0 needs its architecture and one problem beside");
        assertThat(convert(tree, PRODUCT, MAPPING.replace("target: Spad", "target: Pad"))
                        .err())
                .contains("has loops at \"Pad\", which is no memory of the architecture")
                .contains("binds \"Pad\", which the architecture does not have");
    }

    @Test
    void zerosAreFormatsAndSkips() throws IOException {
        String sparse = """
            sparse_optimizations:
              targets:
              - name: Store
                representation-format:
                  data-spaces:
                  - {name: A, ranks: [{format: UOP}, {format: CP}]}
                  - {name: B, ranks: [{format: UOP}, {format: RLE, metadata-word-bits: 5}]}
              - name: Buffer
                representation-format: {data-spaces: [{name: A, ranks: [{format: B}]}]}
                action-optimization:
                - {type: gating, options: [{target: B, condition-on: [A]}]}
              - name: MAC
                compute-optimization: [{type: skipping}]
            """;
        Outcome made = convert(
                TREE.replace("n_banks: 2,", "n_banks: 2, metadata_storage_depth: 10, metadata_storage_width: 100,"),
                PRODUCT.replace(
                        "K: 16}", "K: 16, densities: {A: {density: 0.25, distribution: fixed-structured}, B: 0.5}}"),
                sparse);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(written("accelerator.json"))
                .contains("\"name\": \"store\", \"formats\": {\"weights\": {\"kind\": \"csr\"}, \"inputs\": {\"kind\":"
                        + " \"run-length\", \"indexBits\": 5}}")
                .contains("\"words\": 132, \"wordBits\": 256, \"banks\": 4")
                .contains("\"formats\": {\"weights\": {\"kind\": \"bitmask\"}}, \"gate\": [\"weights\"]")
                .contains("\"skip\": [\"weights\", \"inputs\"]")
                .contains("The 1000 bits of buffer for places are part of it.");
        assertThat(written("run.json"))
                .contains("\"sparsity\": {\"kind\": \"nm\", \"n\": 1, \"m\": 4, \"weightDensity\": {\"file1\": 0.25},"
                        + " \"activationDensity\": {\"file1\": 0.5}}");
        Outcome run = run();
        assertThat(run.exitCode()).as(run.err()).isZero();
        Outcome refused = convert(
                TREE,
                PRODUCT,
                sparse.replace("format: B}", "format: CP}, {format: B}")
                        .replace("type: gating", "type: position-skipping")
                        .replace("name: B, ranks", "name: Z, ranks"));
        assertThat(refused.err())
                .contains("compresses the outputs, which leave archsim's memories as they are")
                .contains("has the ranks CP, B, of which archsim has")
                .contains("must be gating or skipping, was \"position-skipping\": say it as \"pack\"");
    }

    @Test
    void aMachineWithoutDramHasOneThatNeverStalls() throws IOException {
        Outcome made = convert(
                TREE.replace("class: DRAM", "class: SRAM").replace("width: 64,", "width: 64, depth: 512,"), PRODUCT);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.err()).contains("No component is a DRAM: one that never stalls stands outside");
        assertThat(written("run.json")).contains("\"memory\": \"none\"");
        assertThat(run().exitCode()).isZero();
    }

    @Test
    void smallSramIsMadeOfRegisters() throws IOException {
        Outcome made = convert(TREE.replace("subclass: regfile", "subclass: SRAM"), PRODUCT);
        assertThat(made.err())
                .contains("spad, an SRAM of 32 bytes a bank, is made of registers: prices of SRAM begin at 512 bytes.");
    }

    @Test
    void aTextIsIncludedFromItsFolder() throws IOException {
        Files.createDirectories(folder.resolve("layers"));
        Files.writeString(
                folder.resolve("base.yaml"),
                PRODUCT.replace("problem:", "base: &base").replace("M: 8", "M: 3"));
        Path layer = Files.writeString(folder.resolve("layers").resolve("first.yaml"), """
            {{include_text('../base.yaml')}}
            problem:
              <<<: *base
              instance: {M: 5, N: 7, K: 11}
            """);
        Path out = folder.resolve("out");
        Outcome made = Outcome.of("import-config", layer.toString(), "-o", out.toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        LayerShape shape = Networks.find(out.resolve("network.json").toString())
                .layers()
                .get(0)
                .shape();
        assertThat(shape.macs()).isEqualTo(5 * 7 * 11);
        assertThat(convert("{{ include_text(\"nowhere.yaml\") }}\n").err()).contains("nowhere.yaml: does not exist");
        Path itself = folder.resolve("file0.yaml");
        assertThat(convert("{{include_text('file0.yaml')}}\n").err()).contains("must be included at most 8 files deep");
        assertThat(itself).exists();
    }

    @Test
    void sameFilesGiveTheSameBytesInAnyLocale() throws IOException {
        Locale before = Locale.getDefault();
        convert(TREE, PRODUCT);
        String first = written("accelerator.json") + written("run.json");
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            convert(TREE, PRODUCT);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(written("accelerator.json") + written("run.json")).isEqualTo(first);
    }

    @Test
    void constraintsOfAFileOfTheirOwnBindFanOuts() throws IOException {
        Outcome made = convert(TREE, PRODUCT, """
            architecture_constraints:
              targets:
              - {target: Buffer, type: spatial, permutation: KMN, split: 1, factors: N=1 M=4}
              - {target: Spad, type: temporal, factors: M=1 K<=4, permutation: KNM}
              - {target: Spad, type: bypass, bypass: [B]}
            """);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(written("accelerator.json"))
                .contains("\"name\": \"peX\", \"x\": 4, \"spread\": [\"c\"], \"reduction\"")
                .contains("\"name\": \"peY\", \"x\": 4, \"spread\": [\"k\"]}")
                .contains("\"holds\": [\"weights\", \"outputs\"]")
                .contains("so stands in the run: Buffer spatial M=4, Spad temporal M=1 K<=4 (order).");
        assertThat(written("run.json").replaceAll("\\s+", " "))
                .contains("\"constrained\":")
                .contains("{\"level\": \"peY\", \"loops\": [{\"loop\": \"k\", \"factor\": 4}]}")
                .contains("{\"level\": \"spad\", \"loops\": [{\"loop\": \"k\", \"factor\": 1},"
                        + " {\"loop\": \"c\", \"atMost\": 4}], \"innermost\": [\"k\", \"p\", \"q\", \"c\"]}");
        Outcome run =
                Outcome.of("map", folder.resolve("out").resolve("run.json").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("with peY k 4; spad k 1, c at most 4, innermost k p q c;");
    }

    @Test
    void constraintsThatNoMappingKeepsAreNoted() throws IOException {
        Outcome made = convert(TREE, PRODUCT, """
            architecture_constraints:
              targets:
              - {target: Spad, type: temporal, factors: M=1000 K>=4}
            """);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.err())
                .contains("note: left out, as no constraint of archsim says it: Spad K>=4")
                .contains("are left out: k: needs ");
        assertThat(written("run.json")).doesNotContain("constrained");
    }
}
