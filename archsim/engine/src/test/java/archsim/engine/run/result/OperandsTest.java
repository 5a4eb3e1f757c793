package archsim.engine.run.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import archsim.engine.plan.ZeroInputs;
import archsim.workloads.InputOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperandsTest {

    private static Operands of(int batch, InputOrigin inputs, double density, ZeroInputs zeroInputs) {
        return new Operands(batch, 8, false, inputs, density, zeroInputs);
    }

    @ParameterizedTest
    @CsvSource({
        "DENSE, SKIPPED, true",
        "DENSE, GATED, true",
        "DENSE, MULTIPLIED, false",
        "STATED, SKIPPED, false",
        "MEASURED, GATED, false"
    })
    void unknownZerosAreMissedByMachinesThatUseThem(InputOrigin inputs, ZeroInputs zeroInputs, boolean misses) {
        assertThat(of(1, inputs, 1, zeroInputs).missesZeros()).isEqualTo(misses);
    }

    @Test
    void anEmptyBatchAndNoShareAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(0, InputOrigin.DENSE, 1, ZeroInputs.GATED));
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, InputOrigin.STATED, 1.01, ZeroInputs.GATED));
        assertThatIllegalArgumentException().isThrownBy(() -> of(1, InputOrigin.STATED, -0.01, ZeroInputs.GATED));
        assertThat(of(1, InputOrigin.STATED, 0, ZeroInputs.GATED).inputDensity())
                .isZero();
    }
}
