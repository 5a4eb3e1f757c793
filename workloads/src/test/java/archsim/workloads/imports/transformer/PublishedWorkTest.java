package archsim.workloads.imports.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.workloads.Layer;
import jakarta.json.JsonObject;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work of small checkpoints whose right values were counted apart: 16 tokens at once, and one that attends to 16. */
class PublishedWorkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "awq-int4-g32",
                "ct-fp8-tensor",
                "ct-int8-w8a8",
                "ct-nvfp4",
                "ct-pack-int4-g32-sym",
                "ct-sparse-24-bitmask",
                "gptq-int4-g32",
                "hf-gpt2",
                "hf-llama-gqa-tied"
            })
    void eachLayerHasItsMultiplications(String name) throws URISyntaxException {
        Path folder = Path.of(getClass()
                .getResource("/archsim/workloads/imports/checkpoint/" + name)
                .toURI());
        Transformer model = Transformer.read(folder.resolve("config.json"));
        Path file = folder.resolve("expected.json");
        JsonObject work = StrictJson.parseObject(file.toString(), StrictJson.readText(file))
                .getJsonObject("work");

        check(work.getJsonObject("prefill"), model.layers(TokenPass.prefill(16)));
        check(work.getJsonObject("decode"), model.layers(TokenPass.decode(16)));
        assertThat(model.macs(TokenPass.prefill(16).withHeadOnLastOnly()))
                .isEqualTo(work.getJsonObject("prefill").getInt("totalIfHeadOnLastTokenOnly"));
        JsonObject cache = work.getJsonObject("kvCacheBytes");
        assertThat(model.cacheBytes(16, cache.getInt("bitsAValue"))).isEqualTo(cache.getInt("at16Tokens"));
    }

    private static void check(JsonObject expected, List<Layer> layers) {
        List<JsonObject> lines = expected.getJsonArray("layers").getValuesAs(JsonObject.class);
        assertThat(layers.stream().map(Layer::name))
                .containsExactlyElementsOf(
                        lines.stream().map(line -> line.getString("name")).toList());
        for (int i = 0; i < lines.size(); i++) {
            Layer layer = layers.get(i);
            assertThat(layer.shape().macs())
                    .as(layer.name())
                    .isEqualTo(lines.get(i).getInt("macs"));
            assertThat(layer.hasParameters())
                    .isEqualTo(lines.get(i).getString("times").equals("weights"));
        }
    }
}
