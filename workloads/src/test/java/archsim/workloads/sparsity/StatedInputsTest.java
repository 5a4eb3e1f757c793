package archsim.workloads.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Problems;
import archsim.base.json.StrictJson;
import archsim.workloads.Activations;
import archsim.workloads.InputChoice.Inputs;
import archsim.workloads.InputOrigin;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.MeasuredInputs;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatedInputsTest {

    private static StatedInputs stated(String json, Layer... layers) {
        var problems = new Problems("run.json");
        var tree = StrictJson.parseObject("run.json", json.replace('\'', '"'));
        StatedInputs inputs = InputSparsity.read(problems, tree, "/sparsity")
                .flatMap(read -> read.of(List.of(layers), Set.of(), "mine", 1, problems, "/sparsity"))
                .orElseThrow(problems::toException);
        assertThat(problems.isEmpty()).isTrue();
        return inputs;
    }

    private static Layer layer(String name, int channels, int height, int width, int groups) {
        return new Layer(
                name,
                LayerShape.convolution(channels, 8)
                        .map(height, width)
                        .kernel(1, 1)
                        .groups(groups)
                        .build());
    }

    private static Optional<MeasuredInputs> measured(int... levels) {
        byte[] bytes = new byte[levels.length];
        for (int i = 0; i < levels.length; i++) {
            bytes[i] = (byte) levels[i];
        }
        return Optional.of(Activations.ofSigned(1, bytes).measured(1));
    }

    private static List<Boolean> bits(Mask mask) {
        return IntStream.range(0, mask.size()).mapToObj(mask::get).toList();
    }

    /** The root mean square of 3, -4, 0, 0 is sqrt(25 / 4) = 2.5, and 1.4 times that is 3.5: only -4 is above. */
    @Test
    void aThresholdDropsWhatIsSmallAgainstTheWholeLayer() {
        var inputs = stated("{'activations': {'kind': 'threshold', 'rms': 1.4, 'distribution': 'normal'}}");
        Inputs kept = inputs.inputs(layer("a", 4, 1, 1, 1), measured(3, -4, 0, 0));
        assertThat(bits(kept.mask())).containsExactly(false, true, false, false);
        assertThat(kept.origin()).isEqualTo(InputOrigin.MEASURED);
    }

    /** Channels 5, -1, 7, 1 at the first position keep 5 and 7; 0, 0, -2, 0 at the second have one that is not zero. */
    @Test
    void ofMeasuredChannelsTheLargestAreKept() {
        var inputs = stated("{'activations': {'kind': 'nm', 'n': 2, 'm': 4}}");
        Inputs kept = inputs.inputs(layer("a", 4, 1, 2, 1), measured(5, 0, -1, 0, 7, -2, 1, 0));
        assertThat(bits(kept.mask())).containsExactly(true, false, false, false, true, true, false, false);
    }

    /** Two groups of 6 channels over 3 x 5 positions at 2 of 4: a whole set and a rest of two, 4 of each 6. */
    @Test
    void drawnChannelsKeepNOfEachMAtEveryPosition() {
        Inputs drawn = stated("{'activations': {'kind': 'nm', 'n': 2, 'm': 4}}")
                .inputs(layer("a", 12, 3, 5, 2), Optional.empty());
        assertThat(drawn.origin()).isEqualTo(InputOrigin.STATED);
        for (int position = 0; position < 15; position++) {
            int[] kept = new int[4];
            for (int c = 0; c < 12; c++) {
                kept[c / 6 * 2 + c % 6 / 4] += drawn.mask().get(c * 15 + position) ? 1 : 0;
            }
            assertThat(kept).containsExactly(2, 2, 2, 2);
        }
    }

    /** Half of a normal variable lies beyond 0.6745 standard deviations, of Laplace's beyond ln 2 / sqrt 2 = 0.4901. */
    @Test
    void aThresholdWithoutSamplesFollowsTheDistribution() {
        assertThat(ActivationDistribution.NORMAL.shareAbove(0.67449)).isEqualTo(0.5, within(1e-5));
        assertThat(ActivationDistribution.LAPLACE.shareAbove(0.49013)).isEqualTo(0.5, within(1e-5));
        var inputs = stated("{'activations': {'kind': 'threshold', 'rms': 0.67449, 'distribution': 'normal'}}");
        assertThat(inputs.inputs(layer("a", 10, 10, 10, 1), Optional.empty())
                        .mask()
                        .count())
                .isEqualTo(500);
    }

    /** A density that is stated counts more than what was measured; a layer that none is stated for keeps its own. */
    @Test
    void aDensityReplacesWhatWasMeasuredWhereItIsStated() {
        Layer a = layer("a", 4, 1, 1, 1);
        Layer b = layer("b", 4, 1, 1, 1);
        var inputs = stated("{'activationDensity': {'a': 0.25, 'b': 1}}", a, b);
        Inputs quarter = inputs.inputs(a, measured(1, 1, 1, 1));
        assertThat(quarter.mask().count()).isEqualTo(1);
        assertThat(quarter.origin()).isEqualTo(InputOrigin.STATED);
        assertThat(inputs.needs(a)).isFalse();
        Inputs own = inputs.inputs(layer("c", 4, 1, 1, 1), measured(1, 0, 1, 1));
        assertThat(bits(own.mask())).containsExactly(true, false, true, true);
        assertThat(own.origin()).isEqualTo(InputOrigin.MEASURED);
    }
}
