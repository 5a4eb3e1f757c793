package archsim.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.workloads.model.CompressedLayer;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelLibrary;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the LeNet-5 models that ship claim, checked on their own content. */
class ShippedModelsTest {

    private static final CompressedModel DENSE = ModelLibrary.find("lenet5-mnist-dense");
    private static final CompressedModel NON_STRUCTURED = ModelLibrary.find("lenet5-mnist-nonstructured");
    private static final CompressedModel STRUCTURED = ModelLibrary.find("lenet5-mnist-structured");

    private static double rate(CompressedModel model, Predicate<CompressedLayer> layers) {
        long all = 0;
        long kept = 0;
        for (CompressedLayer layer : model.layers().stream().filter(layers).toList()) {
            all += layer.weights().size();
            kept += layer.weights().mask().count();
        }
        return (double) all / kept;
    }

    private static double accuracy(CompressedModel model) {
        return model.manifest().accuracyAfter().orElseThrow();
    }

    /** Of 25 500 CONV weights 223 and 290 stay, as in the paper's Table XIV. */
    @Test
    void convolutionsAreCompressedAsFarAsPromised() {
        assertThat(rate(NON_STRUCTURED, layer -> layer.layer().isConvolution())).isCloseTo(114.3, within(0.1));
        assertThat(rate(STRUCTURED, layer -> layer.layer().isConvolution())).isCloseTo(87.9, within(0.1));
    }

    @Test
    void prunedModelsHaveThreeBitsAndTheDenseOneEight() {
        assertThat(DENSE.layers()).allMatch(layer -> layer.weights().bits() == 8);
        assertThat(NON_STRUCTURED.layers()).allMatch(layer -> layer.weights().bits() == 3);
        assertThat(STRUCTURED.layers()).allMatch(layer -> layer.weights().bits() == 3);
    }

    @Test
    void theThreeAgreeInAccuracyWithinAFifthOfAPoint() {
        assertThat(accuracy(DENSE)).isGreaterThanOrEqualTo(0.994);
        for (CompressedModel pruned : new CompressedModel[] {NON_STRUCTURED, STRUCTURED}) {
            assertThat(accuracy(pruned)).isGreaterThanOrEqualTo(0.993);
            assertThat(Math.abs(accuracy(pruned) - accuracy(DENSE))).isLessThanOrEqualTo(0.002);
        }
        assertThat(Math.abs(accuracy(NON_STRUCTURED) - accuracy(STRUCTURED))).isLessThanOrEqualTo(0.002);
    }

    /** A column and filter pruned matrix is dense once its empty rows and columns are gone. */
    @Test
    void theStructuredConvolutionsAreSmallerDenseMatrices() {
        for (CompressedLayer layer : STRUCTURED.layers()) {
            int width = Math.toIntExact(layer.layer().shape().weightsPerFilter());
            var rows = new TreeSet<Integer>();
            var columns = new TreeSet<Integer>();
            for (int i = 0; i < layer.weights().size(); i++) {
                if (layer.weights().level(i) != 0) {
                    rows.add(i / width);
                    columns.add(i % width);
                }
            }
            assertThat(layer.weights().mask().count()).isEqualTo(rows.size() * columns.size());
        }
    }

    @Test
    void recordedActivationsAreThoseOfFourImages() {
        assertThat(DENSE.recordedImages()).isEqualTo(4);
        assertThat(NON_STRUCTURED.recordedImages()).isEqualTo(4);
        assertThat(STRUCTURED.recordedImages()).isEqualTo(4);
    }
}
