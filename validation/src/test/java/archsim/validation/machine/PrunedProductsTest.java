package archsim.validation.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.json.StrictJson;
import archsim.validation.machine.PrunedProducts.WeightMatrix;
import archsim.workloads.sparsity.Sparsity;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrunedProductsTest {

    private static final Sparsity DENSE = sparsity("{\"kind\": \"bernoulli\", \"weightDensity\": 1}");
    private static final Sparsity HALF = sparsity("{\"kind\": \"bernoulli\", \"weightDensity\": 0.5}");
    private static final Sparsity TWO_OF_FOUR = sparsity("{\"kind\": \"nm\", \"n\": 2, \"m\": 4}");

    @Test
    void denseWeightsGainNothing() {
        assertThat(products(64, 256, DENSE).value()).isEqualTo(1);
    }

    /** Half the weights one by one are no 2:4 pattern, so that only the bytes of their bitmask could be saved. */
    @Test
    void weightsWithoutThePatternRunAtTheDenseRate() {
        assertThat(products(64, 256, HALF).value()).isCloseTo(1, within(0.05));
    }

    /**
     * One vector past a matrix moves each weight once: 16 bits dense; 8 bits and 2 index bits a kept weight, 9 of 16, pruned. The
     * speed-up is that of the bytes, which no multiplier changes.
     */
    @Test
    void oneVectorIsAsFastAsItsBytesArrive() {
        assertThat(products(1, 4096, TWO_OF_FOUR).value()).isCloseTo(16 / 9.0, within(0.03));
    }

    @Test
    void anEmptyListIsRefused() {
        assertThatThrownBy(() -> new PrunedProducts("a100", "a100-hbm2", 1, List.of(), DENSE))
                .hasMessageContaining("matrices");
    }

    private static PrunedProducts products(int vectors, int side, Sparsity sparsity) {
        return new PrunedProducts("a100", "a100-hbm2", vectors, List.of(new WeightMatrix(side, side)), sparsity);
    }

    private static Sparsity sparsity(String json) {
        return StrictJson.read("sparsity", json, Sparsity.class);
    }
}
