package archsim.workloads.imports.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.Quantisation;
import archsim.workloads.StoredCount;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two heads of two rows for keys and one for values, each of two latent numbers; row r holds 10 r and 10 r + 1. */
class AbsorbedMatricesTest {

    private static StoredMatrix expanding(long scales) {
        var quantisation = new Quantisation(
                "int-quantized",
                "int8",
                List.of(),
                StoredCount.packed(scales, 16),
                StoredCount.NONE,
                StoredCount.NONE,
                StoredCount.NONE,
                12 * 8 + 16 * scales);
        return new StoredMatrix(
                "kv_b_proj",
                6,
                2,
                8,
                quantisation,
                () -> (row, into) -> {
                    into[0] = 10 * row;
                    into[1] = 10 * row + 1;
                },
                Optional.empty(),
                List.of("kv_b_proj.weight"));
    }

    /** Head 0 has rows 0, 1 for keys and 2 for values, head 1 rows 3, 4 and 5; a latent number's row has a key's each. */
    @Test
    void keysAreTurnedAndValuesAreNot() {
        List<StoredMatrix> parts = AbsorbedMatrices.of(expanding(6), 2, 2, 1);
        assertThat(parts).extracting(StoredMatrix::name).containsExactly("kv_b_proj.key", "kv_b_proj.value");
        assertThat(parts.get(0).dequantised()).containsExactly(0, 10, 1, 11, 30, 40, 31, 41);
        assertThat(parts.get(1).dequantised()).containsExactly(20, 21, 50, 51);
        assertThat(parts.get(0).quantisation().scales()).isEqualTo(StoredCount.packed(4, 16));
        assertThat(parts.get(1).quantisation().scales()).isEqualTo(StoredCount.packed(2, 16));
    }

    @Test
    void scalesOfBlocksAreRefused() {
        assertThatThrownBy(() -> AbsorbedMatrices.of(expanding(1), 2, 2, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must have scales of each row for --decode");
    }
}
