package archsim.workloads.imports.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.Sha256;
import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedLayoutsTest {

    static Stream<String> names() {
        return PublishedLayouts.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachLayerHasItsShapeItsScalesAndItsNumbers(String name) {
        JsonObject expected = PublishedLayouts.expected(name);
        Checkpoint checkpoint = Checkpoint.open(PublishedLayouts.folder(name));

        List<JsonObject> layers = expected.getJsonArray("layers").getValuesAs(JsonObject.class);
        assertThat(checkpoint.matrices().stream().map(StoredMatrix::name))
                .containsExactlyInAnyOrderElementsOf(
                        layers.stream().map(layer -> layer.getString("name")).toList());
        for (JsonObject layer : layers) {
            check(layer, checkpoint.matrix(layer.getString("name")).orElseThrow());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void totalsAreThoseOfTheFile(String name) {
        JsonObject totals = PublishedLayouts.expected(name).getJsonObject("totals");
        List<StoredMatrix> matrices =
                Checkpoint.open(PublishedLayouts.folder(name)).matrices();

        assertThat(matrices.stream().mapToLong(StoredMatrix::weights).sum()).isEqualTo(totals.getInt("weights"));
        assertThat(matrices.stream().mapToLong(StoredMatrix::keptWeights).sum())
                .isEqualTo(totals.getInt("keptWeights"));
        assertThat(matrices.stream()
                        .mapToLong(matrix -> matrix.quantisation().fileBits())
                        .sum())
                .isEqualTo(totals.getInt("storedBits"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void embeddingsNormsAndMasksAreNoLayers(String name) {
        Checkpoint checkpoint = Checkpoint.open(PublishedLayouts.folder(name));
        var others = new ArrayList<>(checkpoint.leftOut());
        checkpoint.embeddings().forEach(embedding -> others.addAll(embedding.tensors()));

        assertThat(others)
                .containsExactlyInAnyOrderElementsOf(
                        PublishedLayouts.expected(name).getJsonArray("tensorsThatAreNoLayer").stream()
                                .map(text -> ((JsonString) text).getString())
                                .toList());
    }

    private static void check(JsonObject layer, StoredMatrix matrix) {
        Quantisation quantisation = matrix.quantisation();
        assertThat(matrix.rows()).isEqualTo(layer.getInt("rows"));
        assertThat(matrix.columns()).isEqualTo(layer.getInt("columns"));
        assertThat(matrix.bits()).isEqualTo(layer.getInt("bits"));
        assertThat(quantisation.type()).isEqualTo(layer.getString("type"));
        assertThat(matrix.keptWeights()).isEqualTo(layer.getInt("keptWeights"));
        assertThat(quantisation.groupSize()).isEqualTo(numbers(layer.get("groupSize")));
        assertThat(matrix.bias().isPresent()).isEqualTo(layer.getBoolean("bias"));
        checkCount(layer.get("scales"), quantisation.scales());
        checkCount(layer.get("globalScales"), quantisation.globalScales());
        checkCount(layer.get("zeroPoints"), quantisation.zeroPoints());
        assertThat(quantisation.fileBits())
                .isEqualTo(layer.getJsonObject("storedBits").getInt("total"));
        float[] weights = matrix.dequantised();
        assertThat(sha256(weights)).as(matrix.name()).isEqualTo(layer.getString("sha256"));
        if (layer.containsKey("sha256WithPositiveZeros")) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] += 0f;
            }
            assertThat(sha256(weights)).isEqualTo(layer.getString("sha256WithPositiveZeros"));
        }
    }

    private static void checkCount(JsonValue expected, StoredCount found) {
        if (expected instanceof JsonObject count) {
            assertThat(found.count()).isEqualTo(count.getInt("count"));
            assertThat(found.bits()).isEqualTo(count.getInt("bits"));
        } else {
            assertThat(found).isEqualTo(StoredCount.NONE);
        }
    }

    private static List<Integer> numbers(JsonValue groupSize) {
        return groupSize instanceof JsonNumber number ? List.of(number.intValue()) : List.of();
    }

    private static String sha256(float[] weights) {
        ByteBuffer bytes = ByteBuffer.allocate(weights.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weights);
        return Sha256.of(bytes);
    }
}
