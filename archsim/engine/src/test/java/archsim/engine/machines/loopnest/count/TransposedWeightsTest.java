package archsim.engine.machines.loopnest.count;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransposedWeightsTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 64, 64", "1, 130, 70", "1, 63, 200", "3, 5, 7", "2, 65, 129"})
    void everyWeightIsFoundByItsColumn(int groups, int filters, int channels) {
        LayerShape shape = LayerShape.convolution(groups * channels, groups * filters)
                .groups(groups)
                .build();
        var random = new SplittableRandom(groups * 1000L + filters);
        int size = groups * filters * channels;
        boolean[] there = new boolean[size];
        for (int i = 0; i < size; i++) {
            there[i] = random.nextInt(3) == 0;
        }
        Mask transposed = TransposedWeights.of(shape, Mask.of(size, i -> there[i]));
        for (int i = 0; i < size; i++) {
            int group = i / (filters * channels);
            int filter = i / channels % filters;
            int at = (group * channels + i % channels) * filters + filter;
            assertThat(transposed.get(at)).as("weight %d", i).isEqualTo(there[i]);
        }
    }
}
