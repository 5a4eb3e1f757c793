package archsim.workloads.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import archsim.base.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 50 damaged files of each graph: each makes a model or is refused in words. {@code -Dcases=3000} for more. */
class OnnxMutationTest {

    private static final int CASES = Integer.getInteger("cases", 50);
    private static final ImportOptions OPTIONS =
            new ImportOptions(Optional.empty(), OptionalInt.of(64), OptionalInt.of(64), Map.of(), Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dynamic_size/res_dyn",
                "size_ops/convtranspose",
                "size_ops/se_reducemean",
                "dropped_layers/qdq_part",
                "dropped_layers/sparse_init",
                "dropped_layers/matmul_transposed_w",
                "matmulnbits/model"
            })
    void aDamagedGraphIsRefusedInWords(String file) throws Exception {
        byte[] sound = Files.readAllBytes(Path.of("src/test/resources/archsim/workloads/imports", file + ".onnx"));
        var random = new SplittableRandom(23);
        ImportOptions options = file.contains("dyn") ? OPTIONS : ImportOptions.NONE;
        int refused = 0;
        for (int round = 0; round < CASES; round++) {
            byte[] damaged = DamagedFile.of(sound, random);
            try {
                ModelImport.of("m.onnx", damaged, options);
            } catch (InvalidInputException e) {
                assertThat(e.lines()).isNotEmpty();
                refused++;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("case " + round + " of " + file + " was not refused in words", e);
            }
        }
        assertThat(refused).isGreaterThan(CASES / 5);
    }
}
