package archsim.cli.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZigZagMachineTest {

    private static final String ACCELERATOR = """
        name: small array
        memories:
          rf_w:
            {size: 64, r_bw: 8, w_bw: 8, r_cost: 1, w_cost: 1, area: 0, operands: [I2], served_dimensions: [D2]}
          rf_o:
            {size: 96, r_bw: 24, w_bw: 24, r_cost: 1, w_cost: 1, area: 0, operands: [O], served_dimensions: [D2]}
          sram:
            {size: 65536, r_bw: 384, w_bw: 384, operands: [I1, O], served_dimensions: [D1, D2]}
          dram:
            {size: 1000000000, r_bw: 64, w_bw: 64, operands: [I1, I2, O], served_dimensions: [D1, D2]}
        operational_array:
          input_precision: [8, 4]
          dimensions: [D1, D2]
          sizes: [4, 2]
        """;

    private static final String MAPPING = """
        - name: default
          spatial_mapping: {D1: [K, 4], D2: ["C, 2"]}
          memory_operand_links: {O: O, W: I2, I: I1}
        - name: Pooling
          spatial_mapping: {D1: [G, 4]}
        """;

    private static final String LAYER = """
        - id: 0
          operator_type: Gemm
          equation: O[b][k]+=W[k][c]*I[b][c]
          loop_dims: [B, K, C]
          loop_sizes: [4, 10, 20]
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

    private String machine() throws IOException {
        return Files.readString(folder.resolve("out").resolve("accelerator.json"))
                .replaceAll("\\s+", " ")
                .replaceAll("(?<=[\\[{]) | (?=[]}])", "");
    }

    @Test
    void whatAMemoryServesStandsBehindIt() throws IOException {
        Outcome made = convert(ACCELERATOR, MAPPING, LAYER);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(machine())
                .contains(
                        "{\"type\": \"dram\", \"name\": \"dram\"}, {\"type\": \"memory\", \"name\": \"sram\", \"made\":"
                                + " \"sram\", \"words\": 256, \"wordBits\": 256, \"holds\": [\"inputs\", \"outputs\"]")
                .contains("{\"type\": \"spatial\", \"name\": \"arrayD1\", \"x\": 4, \"spread\": [\"k\"]}, {\"type\":"
                        + " \"memory\", \"name\": \"rfO\", \"made\": \"registers\", \"words\": 6, \"wordBits\": 16")
                .contains("{\"type\": \"spatial\", \"name\": \"arrayD2\", \"x\": 2, \"spread\": [\"c\"], \"reduction\":"
                        + " \"adder-tree\"}]")
                .contains("\"weightBits\": 4, \"activationBits\": 8, \"accumulatorBits\": 24")
                .contains("Sums have 24 bits, as rf_o takes in a cycle.");
        Outcome run = Outcome.of(
                "run", "--config", folder.resolve("out").resolve("run.json").toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("memory dram, 8 GB/s at most");
    }

    @Test
    void loopsThatNothingSaysAreAssumed() throws IOException {
        Outcome made = convert(ACCELERATOR);
        assertThat(made.err()).contains("assumed: Nothing says which loops are spread along D1: any.");
        assertThat(made.exitCode()).isZero();
    }

    @Test
    void whatIsNoChainOrComputesInMemoryIsRefused() throws IOException {
        assertThat(convert(ACCELERATOR.replace(
                                "operands: [I2], served_dimensions: [D2]", "operands: [I2], served_dimensions: [D1]"))
                        .err())
                .contains("/memories/rf_w serves dimensions of the array that a memory outside of it does not");
        assertThat(convert(ACCELERATOR.replace("dimensions: [D1, D2]\n", "dimensions: [D1, D2]\n  is_imc: True\n"))
                        .err())
                .contains("/operational_array computes in memory");
        assertThat(convert(MAPPING).err()).contains("needs its accelerator beside");
        assertThat(convert(ACCELERATOR + "name: again\n", MAPPING).err())
                .contains("/name is there twice")
                .doesNotContain("needs its accelerator");
        assertThat(convert(ACCELERATOR, ACCELERATOR).err()).contains("must be the only accelerator");
        Outcome wrong = convert(ACCELERATOR
                .replace("size: 96", "size: -1")
                .replace("[4, 2]", "[4]")
                .replace("operands: [I2]", "operands: [W]"));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("/memories/rf_o/size must be a number above 0, was \"-1\"")
                .contains("/operational_array must have a size for each dimension, had 1 for 2")
                .contains("/memories/rf_w must hold I1, I2 or O, had \"W\"");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
