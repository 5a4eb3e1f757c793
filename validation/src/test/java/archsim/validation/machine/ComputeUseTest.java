package archsim.validation.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.validation.memory.ConvolutionSample;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComputeUseTest {

    private static final ConvolutionSample LENET =
            new ConvolutionSample("lenet5", Optional.empty(), Optional.empty(), Optional.of(0.5));

    /** Both have 1,024 multipliers and make the same products, so that cycles are as one use over the other. */
    @Test
    void cyclesAreInverseToUse() {
        double use64 = new ComputeUse("scnn", LENET).value();
        double use4 = new ComputeUse("scnn-4-pes", LENET).value();
        assertThat(use64).isBetween(1.0, 100.0);
        assertThat(new ComputeSlowdown("scnn-4-pes", "scnn", LENET).value()).isCloseTo(use64 / use4, within(1e-9));
        assertThat(new ComputeSlowdown("scnn", "scnn", LENET).value()).isEqualTo(1);
    }

    @Test
    void aMachineThatIsNowhereIsNamed() {
        assertThatThrownBy(() -> ReferenceMachines.json("nosuch")).hasMessageContaining("nosuch");
    }
}
