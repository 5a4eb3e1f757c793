package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.model.TensorFileWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantised checkpoints whose tensors would pass for layers of packed words and of scales. */
class PackedFormatTest {

    private static byte[] file(String... names) {
        var file = new TensorFileWriter().floats("head.weight", List.of(3, 4), SampleFiles.values(12));
        for (String name : names) {
            file.floats(name, List.of(2, 4), SampleFiles.values(8));
        }
        return file.toBytes();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            m.q.weight_packed;m.q.weight_scale;m.q.weight_shape | /m.q.weight_packed is of the format compressed-tensors, | 3
            m.q.weight;m.q.weight_scale                         | /m.q.weight_scale is of the format compressed-tensors,  | 1
            m.q.bitmask;m.q.compressed                          | /m.q.bitmask is of the format compressed-tensors, sparse, | 2
            m.q.g_idx;m.q.qweight;m.q.qzeros;m.q.scales         | /m.q.g_idx is of the format GPTQ or AWQ,              | 3
            m.q.weight;m.q.weight_scale_inv                     | /m.q.weight_scale_inv is of the format FP8 in blocks, | 1
            m.q.weight;m.q.weight.absmax                        | /m.q.weight.absmax is of the format bitsandbytes,     | 1
            """)
    void aPackedFormatIsRefusedByItsName(String names, String fault, int tensors) {
        assertThatThrownBy(() -> ModelImport.of("m.safetensors", file(names.split(";")), ImportOptions.NONE))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.lines())
                        .containsExactly(fault + " which archsim does not read: packed weights, scales or masks are no"
                                + " layers (tensors of it: " + tensors + ")"));
    }

    /** A layer may be called "scales", and a mask of PyTorch's pruning is one of weights. */
    @Test
    void otherNamesAreLayers() {
        byte[] file = file("scales.weight", "compressed.weight", "x.weight_orig", "x.weight_mask");
        assertThat(ModelImport.of("m.safetensors", file, ImportOptions.NONE)
                        .model()
                        .layers())
                .hasSize(4);
    }
}
