package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.json.StrictJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActionJsonTest {

    static List<Action> everyKind() {
        return TableEnergyModelTest.everyKind();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void anActionSurvivesJson(Action action) {
        var count = new ActionCount("part", DataType.INDICES, action, 9_007_199_254_740_993L);
        assertThat(StrictJson.read("x.json", StrictJson.write(count), ActionCount.class))
                .isEqualTo(count);
    }

    @Test
    void everyKindThereIsWasTested() {
        assertThat(everyKind().stream().map(Action::getClass).distinct().toList())
                .hasSameSizeAs(Action.class.getPermittedSubclasses());
    }

    @Test
    void aFaultyActionIsToldWithItsPointer() {
        String text = """
                {"component": "part", "dataType": "weight", "count": -1,
                 "action": {"kind": "sram-access", "capacityBytes": 0, "wordbits": 16, "write": false}}
                """;
        assertThatThrownBy(() -> StrictJson.read("x.json", text, ActionCount.class))
                .hasMessageContaining("/dataType must be")
                .hasMessageContaining("/count must be")
                .hasMessageContaining("/action/capacityBytes must be")
                .hasMessageContaining("/action/wordBits is missing")
                .hasMessageContaining("/action/wordbits is not a known key, did you mean \"wordBits\"?");
    }
}
