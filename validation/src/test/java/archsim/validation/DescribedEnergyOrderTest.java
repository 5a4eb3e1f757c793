package archsim.validation;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.validation.machine.DescribedEnergyOrder;
import archsim.validation.machine.DescribedEnergyOrder.Design;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescribedEnergyOrderTest {

    private static final DescribedEnergyOrder DENSE = Validation.facts("described-machines").stream()
            .filter(fact -> fact.name().equals("energy-order-512-256-10"))
            .map(fact -> (DescribedEnergyOrder) fact.measurement())
            .findAny()
            .orElseThrow();

    private static Design design(String machine, double publishedUj, Optional<String> counts) {
        return DENSE.designs().stream()
                .filter(design -> design.machine().equals(machine))
                .map(design -> new Design(machine, design.sparsity(), design.mapping(), publishedUj, counts))
                .findAny()
                .orElseThrow();
    }

    private static double inOrder(Optional<String> counts) {
        return new DescribedEnergyOrder(
                        DENSE.m(),
                        DENSE.k(),
                        DENSE.n(),
                        List.of(design("stc-flexible-dual", 1, counts), design("stc", 2, counts)))
                .value();
    }

    /** archsim has the pair in this order; of two machines with equal counts nothing is said. */
    @Test
    void designsOfEqualCountsAreNotCompared() {
        assertThat(inOrder(Optional.empty())).isEqualTo(1);
        assertThat(inOrder(Optional.of("dense"))).isZero();
    }
}
