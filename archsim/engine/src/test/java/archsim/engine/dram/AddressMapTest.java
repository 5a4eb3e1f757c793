package archsim.engine.dram;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.run.MemoryConfig;
import archsim.tables.DramStandard;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressMapTest {

    /** 3 channels x 2 ranks x 8 banks x 4 rows of 64 / 16 = 4 bursts. */
    private static DramStandard small(String order) {
        return MemoryConfig.read("small", """
                {"base": "lpddr4-2400", "channels": 3, "geometry": {"ranks": 2, "rows": 4, "columns": 64},
                 "controller": {"addressMapping": "%s"}}
                """.formatted(order));
    }

    /** Whatever the order, each of the 192 rows holds exactly 4 of the 768 bursts. */
    @ParameterizedTest
    @ValueSource(strings = {"rorabacobgch", "rochrababgco", "rorabgbachco", "chrobabgraco", "corobgbarach"})
    void everyBurstHasAPlaceOfItsOwn(String order) {
        DramStandard standard = small(order);
        var map = new AddressMap(standard);
        Map<String, Integer> burstsOfRow = new HashMap<>();
        for (long burst = 0; burst < standard.capacityBursts(); burst++) {
            burstsOfRow.merge(map.channel(burst) + " " + map.bank(burst) + " " + map.row(burst), 1, Integer::sum);
        }
        assertThat(burstsOfRow).hasSize(3 * 16 * 4).allSatisfy((row, bursts) -> assertThat(bursts)
                .isEqualTo(4));
    }

    /** Lowest first: channel, bank group, column: after 3 channels comes the other group, after 3 x 2 x 4 bursts a bank. */
    @Test
    void theLastFieldChangesFirst() {
        var map = new AddressMap(small("rorabacobgch"));
        assertThat(map.channel(1)).isEqualTo(1);
        assertThat(map.bank(2)).isZero();
        assertThat(map.bank(3)).isEqualTo(4);
        assertThat(map.bank(6)).isZero();
        assertThat(map.bank(24)).isEqualTo(1);
        assertThat(map.row(24 * 8)).isEqualTo(1);
    }

    /** Beyond the last burst the first one comes again. */
    @Test
    void addressesWrap() {
        var map = new AddressMap(small("rorabacobgch"));
        assertThat(map.row(768)).isZero();
        assertThat(map.bank(768)).isZero();
    }
}
