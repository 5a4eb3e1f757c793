package archsim.workloads.imports.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import archsim.base.InvalidInputException;
import archsim.workloads.imports.DamagedFile;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** 25 damaged files of each operator that multiplies: followed, or refused in words. {@code -Dcases=3000} for more. */
class OperatorMutationTest {

    private static final int CASES = Integer.getInteger("cases", 25);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "operator-macs.csv", delimiter = '|', numLinesToSkip = 1)
    void aDamagedFileIsRefusedInWords(
            String file, String operator, int opset, String inputs, String attributes, long macs, String how) {
        byte[] sound =
                OperatorMacsTest.graph(operator, opset, inputs, attributes).bytes();
        var random = new SplittableRandom(macs);
        for (int round = 0; round < CASES; round++) {
            byte[] damaged = DamagedFile.of(sound, random);
            try {
                OnnxModel.read(file, ByteBuffer.wrap(damaged), ExternalFiles.NONE)
                        .follow(Answers.NONE, name -> name)
                        .layers()
                        .forEach(layer -> layer.weights().ifPresent(OperatorMutationTest::read));
            } catch (InvalidInputException e) {
                assertThat(e.lines()).isNotEmpty();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("case " + round + " of " + file + " (" + how + ") was not refused in words", e);
            }
        }
    }

    /** Values that are no finite numbers are told by an exception that the import puts into words. */
    private static void read(GraphLayer.Weights weights) {
        try {
            assertThat(weights.values().get()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("finite");
        }
    }
}
