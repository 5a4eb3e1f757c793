package archsim.cli.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.cli.Outcome;
import archsim.workloads.LayerShape;
import archsim.workloads.Padding;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZigZagWorkloadTest {

    private static final String CONVOLUTION = """
        - id: 0
          operator_type: Conv
          equation: O[b][k][oy][ox]+=W[k][c][fy][fx]*I[b][c][iy][ix]
          dimension_relations: [ix=2*ox+1*fx, iy=3*oy+2*fy]
          loop_dims: [B, K, C, OY, OX, FY, FX]
          loop_sizes: [1, 64, 3, 10, 12, 5, 7]
          operand_precision: {W: 8, I: 8, O: 16, O_final: 8}
        """;
    private static final String REST = """
        - id: 1
          operator_type: Pooling
          equation: O[b][g][oy][ox]+=W[fx][fy]*I[b][g][iy][ix]
          loop_dims: [B, G, OY, OX, FX, FY]
          loop_sizes: [1, 64, 5, 6, 2, 2]
        - name: depthwise
          operator_type: Conv
          equation: O[b][g][k][oy][ox]+=W[g][k][c][fy][fx]*I[b][g][c][iy][ix]
          dimension_relations: [ix=ox+fx, iy=oy+fy]
          loop_dims: [B, G, K, C, OY, OX, FY, FX]
          loop_sizes: [1, 16, 1, 1, 5, 6, 3, 3]
        - name: product
          operator_type: Gemm
          equation: O[b][k]+=W[k][c]*I[b][c]
          loop_dims: [B, K, C]
          loop_sizes: [4, 10, 20]
        """;

    @TempDir
    private Path folder;

    private Outcome convert(String workload) throws IOException {
        Path file = Files.writeString(folder.resolve("workload.yaml"), workload);
        return Outcome.of(
                "import-config", file.toString(), "-o", folder.resolve("out").toString());
    }

    private Network network() {
        return Networks.find(folder.resolve("out").resolve("network.json").toString());
    }

    private LayerShape shape(String layer) {
        return network().layer(layer).orElseThrow().shape();
    }

    /** Rows: 9 x 3 + 4 x 2 + 1 = 36 inputs; columns: 11 x 2 + 6 + 1 = 29. */
    @Test
    void layersFollowFromTheirEquations() throws IOException {
        Outcome made = convert(CONVOLUTION + REST);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.err()).contains("layer1 (Pooling) has no weights and is left");
        assertThat(network().layerNames()).containsExactly("layer0", "depthwise", "product");
        LayerShape first = shape("layer0");
        assertThat(first.macs()).isEqualTo(64L * 3 * 10 * 12 * 5 * 7);
        assertThat(List.of(first.h(), first.w())).containsExactly(36, 29);
        LayerShape depthwise = shape("depthwise");
        assertThat(List.of(depthwise.groups(), depthwise.c(), depthwise.k())).containsExactly(16, 16, 16);
        assertThat(depthwise.macs()).isEqualTo(16L * 5 * 6 * 9);
        assertThat(shape("product").macs()).isEqualTo(4 * 10 * 20);
    }

    /** Of 229 rows that the windows read, 3 above and 2 below are zeros; column 230 is read by no window. */
    @Test
    void statedPaddingIsPadding() throws IOException {
        String padded = CONVOLUTION.replace("iy=3*oy+2*fy", "iy=2*oy+1*fy").replace("10, 12, 5, 7]", "112, 112, 7, 7]");
        String stated = padded + "  pr_loop_dims: [IX, IY]\n  pr_loop_sizes: [224, 224]\n  padding: [[3, 3], [3, 2]]\n";
        Outcome made = convert(stated);
        assertThat(made.exitCode()).as(made.err()).isZero();
        LayerShape shape = shape("layer0");
        assertThat(List.of(shape.h(), shape.w(), shape.p(), shape.q())).containsExactly(224, 224, 112, 112);
        assertThat(shape.padding()).isEqualTo(new Padding(3, 3, 2, 3));
        assertThat(shape.macs()).isEqualTo(64L * 3 * 112 * 112 * 49);
    }

    @Test
    void paddingThatDoesNotFitItsMapIsRefused() throws IOException {
        String sizes = "  pr_loop_dims: [IX, IY]\n  pr_loop_sizes: [27, 36]\n";
        Outcome made = convert(CONVOLUTION + sizes
                + CONVOLUTION.replace("id: 0", "id: 1") + "  pr_loop_dims: [IX]\n  padding: [[1, 1], [1, 1]]\n"
                + CONVOLUTION.replace("id: 0", "id: 2") + "  pr_loop_dims: [IX, IY]\n  padding: [[1, -1], [1]]\n");
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err())
                .contains("/0 12 outputs along ox need a map of 29 with its padding, was 27 with 0 zeros before and 0")
                .contains("/1/padding must have one for each of 1 pr_loop_dims, was 2")
                .contains("/2/padding/0/1 must be a whole number from 0 to 1024, was \"-1\"");
    }

    @Test
    void allFaultsAreSaid() throws IOException {
        Outcome made = convert(CONVOLUTION.replace("loop_sizes: [1, 64,", "loop_sizes: [2, 64,")
                + REST.replace("[4, 10, 20]", "[4, 10]")
                        .replace("ix=ox+fx", "ix=ox-fx")
                        .replace("operator_type: Gemm", "kind: x"));
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err())
                .contains("/0 a batch of 2 is no part of a network")
                .contains(
                        "/2/dimension_relations/0 must give a place of the inputs like ix=2*ox+1*fx, was \"ix=ox-fx\"")
                .contains("/3/kind has no word in archsim")
                .contains("/3/loop_sizes must have a size for each of 3 loops, was 2");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void layersThatNoMaskHoldsAndNamesTwiceAreRefused() throws IOException {
        Outcome made = convert(CONVOLUTION + CONVOLUTION.replace("[1, 64, 3,", "[1, 1000000, 1000000,"));
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err())
                .contains("layer layer0 must have fewer than 2^31 weights, inputs and outputs")
                .contains("must name each layer once, was \"layer0\" again");
        assertThat(convert(CONVOLUTION.replace("10, 12, 5, 7]", "1000000000, 12, 5, 7]"))
                        .err())
                .contains("/0 loops must multiply to fewer than 2^31 for each axis and tensor");
    }
}
