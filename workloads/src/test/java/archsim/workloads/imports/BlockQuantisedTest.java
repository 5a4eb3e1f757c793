package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.Quantisation;
import archsim.workloads.WeightTensor;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.ModelFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A file of three products with 4-bit weights in blocks of 32: {@code (code - zero point) * scale}. Its right values come from a
 * decoder of another origin and from ONNX Runtime on the identity, which agree bit by bit.
 */
class BlockQuantisedTest {

    private static final Path FILE = Path.of("src/test/resources/archsim/workloads/imports/matmulnbits/model.onnx");

    private static ModelImport imported() {
        return ModelImport.of(FILE, ImportOptions.NONE, "test");
    }

    private static String sha256(float[] values) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }

    /** 96 inputs of 40 outputs are three blocks a row; 40 of 24 two, of which the last is part empty; 24 of 64 one. */
    @Test
    void weightsAreWhatTheCodesStandFor() throws Exception {
        List<CompressedLayer> layers = imported().model().layers();
        assertThat(layers)
                .extracting(layer -> layer.layer().name())
                .containsExactly("/model/layers.0/MatMul_Q4", "/model/layers.1/MatMul_Q4", "/model/layers.2/MatMul_Q4");
        assertThat(layers).extracting(layer -> layer.weights().mask().count()).containsExactly(2838, 756, 1101);
        assertThat(layers).extracting(layer -> layer.layer().shape().macs()).containsExactly(15_360L, 3_840L, 6_144L);
        assertThat(layers).extracting(layer -> layer.weights().bits()).containsOnly(4);
        assertThat(List.of(
                        sha256(layers.get(0).weights().toFloats()),
                        sha256(layers.get(1).weights().toFloats()),
                        sha256(layers.get(2).weights().toFloats())))
                .containsExactly(
                        "1709529048145dbded68d3b0064a101604d70a5af35aab6d282b9bf3dc9bfa90",
                        "b68d0b20a196a34b4abae19cd0e9cdfa2e1e7c55522169e5528cafef5ba49699",
                        "9a1e53264fb3d5e44c6d350f5e65eb0ea011a55edc3145f4d2ea89ceb7bbedeb");
    }

    /** 40 x 3, 24 x 2 and 64 x 1 blocks; the second product leaves its zero points out, which are 8. */
    @Test
    void scalesAndZeroPointsAreStated() {
        assertThat(imported().notes())
                .contains(
                        "the weights of /model/layers.0/MatMul_Q4 are codes of 4 bits in groups of 32 with 120 scales"
                                + " of 32 bits and 120 zero points of 4 bits",
                        "the weights of /model/layers.1/MatMul_Q4 are codes of 4 bits in groups of 32 with 48 scales of"
                                + " 32 bits",
                        "the weights of /model/layers.2/MatMul_Q4 are codes of 4 bits in groups of 32 with 64 scales of"
                                + " 32 bits and 64 zero points of 4 bits");
    }

    /** Beside codes of 3,840, 1,024 and 2,048 fields of 4 bits, blocks filled up; three zero points a row take two bytes, one takes one. */
    @Test
    void scalesAndZeroPointsAreStoredWithTheModel() {
        List<Quantisation> beside = ModelFile.read(
                        "m", ModelFile.toBytes(imported().model()))
                .layers()
                .stream()
                .map(layer -> layer.weights().quantisation().orElseThrow())
                .toList();
        assertThat(beside).extracting(Quantisation::type).containsOnly("uint4");
        assertThat(beside).extracting(Quantisation::groupSize).containsOnly(List.of(32));
        assertThat(beside).extracting(Quantisation::scaleBits).containsExactly(120 * 32L, 48 * 32L, 64 * 32L);
        assertThat(beside).extracting(Quantisation::zeroPointBits).containsExactly(40 * 16L, 0L, 64 * 8L);
        assertThat(beside)
                .extracting(Quantisation::fileBits)
                .containsExactly(3_840 * 4L + 3_840 + 640, 24 * 2 * 32 * 4L + 1_536, 64 * 32 * 4L + 2_048 + 512);
    }

    /** The model's file keeps values and width. */
    @Test
    void theModelIsReadAsItWasWritten() {
        var model = imported().model();
        List<WeightTensor> read = ModelFile.read("m", ModelFile.toBytes(model)).layers().stream()
                .map(CompressedLayer::weights)
                .toList();
        assertThat(read)
                .isEqualTo(model.layers().stream().map(CompressedLayer::weights).toList());
    }
}
