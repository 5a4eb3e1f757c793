package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.tables.DramController.Idle;
import archsim.tables.DramController.Order;
import archsim.tables.DramController.Refresh;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DramControllerTest {

    private static DramController controller(Optional<Order> order, Optional<Idle> idle, OptionalInt downClocks) {
        return new DramController("rorabgbacoch", 8, 8, Refresh.ALL_BANK, order, idle, downClocks, OptionalInt.empty());
    }

    @Test
    void whatIsNotSaidIsTheUsual() {
        DramController usual = controller(Optional.empty(), Optional.empty(), OptionalInt.empty());
        assertThat(usual.bankOrder()).isEqualTo(Order.OLDEST);
        assertThat(usual.idlePolicy()).isEqualTo(Idle.SELF_REFRESH);
        assertThat(usual.idleClocks()).hasValue(DramController.USUAL_POWER_DOWN_CLOCKS);
    }

    @Test
    void whatIsSaidHolds() {
        DramController turns = controller(Optional.of(Order.TURNS), Optional.of(Idle.POWER_DOWN), OptionalInt.of(20));
        assertThat(turns.bankOrder()).isEqualTo(Order.TURNS);
        assertThat(turns.idleClocks()).hasValue(20);
        assertThat(controller(Optional.empty(), Optional.of(Idle.STANDBY), OptionalInt.of(20))
                        .idleClocks())
                .isEmpty();
    }
}
