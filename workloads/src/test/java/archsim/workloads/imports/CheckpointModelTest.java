package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.imports.transformer.TokenPass;
import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelFile;
import archsim.workloads.storage.StorageReport;
import archsim.workloads.storage.StoredLayer;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointModelTest {

    private static Path folder(String name) {
        try {
            return Path.of(CheckpointModelTest.class
                            .getResource("checkpoint/" + name + "/config.json")
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompressedModel imported(String name, Optional<TokenPass> pass) {
        return ModelImport.of(folder(name), ImportOptions.NONE.withPass(pass), "test")
                .model();
    }

    private static long macs(CompressedModel model) {
        return model.layers().stream()
                .mapToLong(layer -> layer.layer().shape().macs())
                .sum();
    }

    /** MACs of a prompt of 16 tokens and of one that attends to 16; the head of tied models is their table of tokens. */
    @ParameterizedTest
    @CsvSource({
        "awq-int4-g32, 565248, 35328",
        "ct-fp8-tensor, 565248, 35328",
        "ct-int8-w8a8, 565248, 35328",
        "ct-nvfp4, 565248, 35328",
        "ct-pack-int4-g32-sym, 565248, 35328",
        "ct-sparse-24-bitmask, 565248, 35328",
        "gptq-int4-g32, 565248, 35328",
        "hf-gpt2, 131072, 8192",
        "hf-llama-gqa-tied, 360448, 22528"
    })
    void thePassesOfAModelAreItsLayersAndAttention(String name, long prefill, long decode) {
        assertThat(macs(imported(name, Optional.of(TokenPass.prefill(16))))).isEqualTo(prefill);
        assertThat(macs(imported(name, Optional.of(TokenPass.decode(16))))).isEqualTo(decode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct-pack-int4-g32-sym", "gptq-int4-g32", "ct-nvfp4", "hf-gpt2"})
    void aModelsFileKeepsNumbersBitsAndScales(String name) {
        CompressedModel made = imported(name, Optional.empty());
        CompressedModel read = ModelFile.read("m.safetensors", ModelFile.toBytes(made));

        assertThat(read.manifest()).isEqualTo(made.manifest());
        assertThat(read.layers().stream().map(CompressedLayer::weights))
                .isEqualTo(made.layers().stream().map(CompressedLayer::weights).toList());
    }

    private static StoredLayer stored(String name, String layer, String format) {
        CompressedModel model = imported(name, Optional.empty());
        StorageReport report =
                StorageReport.of(name, model.toWorkload(name, 1).layers(), OptionalInt.empty(), OptionalInt.empty());
        return report.rows().stream()
                .filter(row -> row.layer().equals(layer) && row.format().equals(format))
                .findFirst()
                .orElseThrow();
    }

    /**
     * int4 with a scale of 16 bits for 32 inputs: 4 + 16 / 32; NVFP4: 4 + 8 / 16 and one global scale of 32 bits over 96 * 64;
     * GPTQ: 4 + (16 + 4) / 32 and an index of 32 bits for each of 64 inputs of 96 outputs.
     */
    @Test
    void storageCountsScalesAndZeroPoints() {
        String gate = "model.layers.0.mlp.gate_proj";
        StoredLayer packed = stored("ct-pack-int4-g32-sym", gate, "dense");
        assertThat(packed.bitsAWeight()).isEqualTo(4.5);
        assertThat(packed.scaleBits()).isEqualTo(96 * 2 * 16);
        assertThat(stored("ct-nvfp4", gate, "dense").bitsAWeight()).isEqualTo(4.5 + 32.0 / (96 * 64));
        StoredLayer gptq = stored("gptq-int4-g32", gate, "dense");
        assertThat(gptq.zeroPointBits()).isEqualTo(96 * 2 * 4 + 64 * 32);
        assertThat(gptq.bitsAWeight()).isEqualTo(4.625 + 32.0 / 96);
    }

    /** 2:4 of 16 bits: 8 for values and 1 for two places of 2 bits in four. */
    @Test
    void twoOfFourIsRecognised() {
        assertThat(stored("ct-sparse-24-bitmask", "model.layers.0.mlp.gate_proj", "2:4")
                        .bitsAWeight())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"awq-int4-g32", "ct-int8-w8a8", "ct-nvfp4", "ct-sparse-24-bitmask", "ct-pack-int4-g32-sym"})
    void aFileOfPackedTensorsAloneIsRefused(String name) {
        Path file = folder(name).resolve("model.safetensors");
        assertThatThrownBy(() -> ModelImport.of(file, ImportOptions.NONE, "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("import the folder");
    }

    @Test
    void aNetworkSaidOfACheckpointIsRefused() {
        var options =
                new ImportOptions(Optional.empty(), OptionalInt.of(8), OptionalInt.of(8), Map.of(), Optional.empty());
        assertThatThrownBy(() -> ModelImport.of(folder("hf-gpt2"), options, "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("config.json says");
    }

    @Test
    void layersAreInTheOrderOfTheirNumbers() {
        List<String> names = imported("hf-llama-gqa-tied", Optional.empty()).layers().stream()
                .map(layer -> layer.layer().name())
                .toList();
        assertThat(names).hasSize(14).isSortedAccordingTo(String::compareTo);
    }
}
