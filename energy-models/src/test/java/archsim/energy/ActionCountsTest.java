package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.energy.ActionCounts.Counter;
import archsim.energy.EnergyModel.Price;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionCountsTest {

    private static final Action PRODUCT = Action.Multiply.of(8);
    private static final Action SUM = new Action.Add(16);
    private static final Source SOURCE = new Source("hand", Confidence.A);

    private static ActionCount count(String component, Action action, long count) {
        return new ActionCount(component, DataType.PSUMS, action, count);
    }

    @Test
    void countsAreInOrderOfFirstUseAndNeverZero() {
        var counts = new ActionCounts();
        Counter idle = counts.counter(Component.ADDERS, DataType.PSUMS, SUM);
        counts.add("multipliers", DataType.PSUMS, PRODUCT, 2);
        idle.add(0);
        assertThat(counts.toList()).containsExactly(count("multipliers", PRODUCT, 2));
        idle.add(3);
        counts.add(Component.MULTIPLIERS, DataType.PSUMS, PRODUCT, 4);
        assertThat(counts.toList()).containsExactly(count("multipliers", PRODUCT, 6), count("adders", SUM, 3));
        assertThat(counts.counter(Component.ADDERS, DataType.PSUMS, SUM)).isSameAs(idle);
    }

    @Test
    void aListAndAllOfAnotherAreAdded() {
        List<ActionCount> list = List.of(count("a", SUM, 1), count("b", PRODUCT, 2), count("a", SUM, 10));
        ActionCounts counts = ActionCounts.of(list);
        assertThat(counts.toList()).containsExactly(count("a", SUM, 11), count("b", PRODUCT, 2));
        var both = new ActionCounts();
        both.add("b", DataType.PSUMS, PRODUCT, 5);
        both.addAll(counts);
        assertThat(both.toList()).containsExactly(count("b", PRODUCT, 7), count("a", SUM, 11));
    }

    @Test
    void everyCountIsVisited() {
        var visited = new ArrayList<String>();
        ActionCounts.of(List.of(count("a", SUM, 1), count("b", PRODUCT, 2)))
                .forEach((key, count) -> visited.add(key.component() + key.action() + count));
        assertThat(visited)
                .containsExactly("aAdd[operandBits=16]1", "bMultiply[operandBits=8, otherBits=OptionalInt.empty]2");
    }

    /** By hand: 3 times 1.5, 2 and 8 pJ. */
    @Test
    void aCountTimesItsPriceHasBounds() {
        List<EnergyLine> lines =
                ActionCounts.of(List.of(count("a", SUM, 3))).priced(action -> new Price(1.5, 2, 8, SOURCE));
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.count()).isEqualTo(count("a", SUM, 3));
            assertThat(line.lowPj()).isEqualTo(4.5);
            assertThat(line.energyPj()).isEqualTo(6);
            assertThat(line.highPj()).isEqualTo(24);
        });
    }

    @Test
    void aCountThatFitsNoLongIsNoCount() {
        var counts = new ActionCounts();
        counts.add("a", DataType.PSUMS, SUM, Long.MAX_VALUE);
        assertThatThrownBy(() -> counts.add("a", DataType.PSUMS, SUM, 1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aComponentHasANameInCamelCaseAndWords() {
        assertThat(new Component("indexBuffer2", "index buffer", 1).name()).isEqualTo("indexBuffer2");
        for (String name : List.of("", "IndexBuffer", "index buffer", "2nd")) {
            assertThatThrownBy(() -> new Component(name, "words", 1)).hasMessageContaining("was \"" + name + "\" and");
        }
        assertThatThrownBy(() -> new Component("decoder", " ", 1)).hasMessageContaining("and \" \"");
    }

    @Test
    void dataAreNamedInSmallLetters() {
        assertThat(DataType.PSUMS.jsonName()).isEqualTo("psums");
    }

    @Test
    void whoDidWhatWithWhichDataIsNeverUnknown() {
        assertThatThrownBy(() -> new ActionCounts.Key(null, DataType.PSUMS, SUM))
                .hasMessage("component");
        assertThatThrownBy(() -> new ActionCounts.Key("a", null, SUM)).hasMessage("dataType");
        assertThatThrownBy(() -> new ActionCounts.Key("a", DataType.PSUMS, null))
                .hasMessage("action");
    }
}
