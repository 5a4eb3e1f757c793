package archsim.validation.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.json.StrictJson;
import archsim.validation.machine.WeightOnlyDecode.Quantity;
import org.junit.jupiter.api.Test;

class WeightOnlyDecodeTest {

    private static final String DENSE = "\"sparsity\": {\"kind\": \"bernoulli\", \"weightDensity\": 1}";

    private static double of(String keys, Quantity quantity) {
        return new WeightOnlyDecode(
                        "a100",
                        "a100-80gb-hbm2e",
                        "llama-3-8b",
                        128,
                        StrictJson.parseObject("keys", "{" + keys + "}"),
                        quantity)
                .value();
    }

    /** 32 blocks of 4096 x (4096 + 1024 + 1024 + 4096 + 3 x 14336) weights and a head of 4096 x 128256, 16 bits each. */
    @Test
    void denseWeightsTakeTheirBytesAndGainNothing() {
        double weights = 32.0 * 4096 * (10240 + 3 * 14336) + 4096.0 * 128256;
        assertThat(of(DENSE, Quantity.GIGABYTES)).isCloseTo(2e-9 * weights, within(1e-9));
        assertThat(of(DENSE, Quantity.SPEED_UP)).isEqualTo(1);
    }
}
