package archsim.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.energy.EnergyModel.Price;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models of others may take their time over a price: none is asked for more often than it must be. */
class PriceRequestsTest {

    private static final Action PRODUCT = Action.Multiply.of(8);
    private static final Action SUM = new Action.Add(16);
    private static final Source SOURCE = new Source("hand", Confidence.A);

    private final EnergyModel model = mock(EnergyModel.class);
    private final ActionCounts counts = new ActionCounts();

    @BeforeEach
    void countTwoActionsInThreePlaces() {
        when(model.price(PRODUCT)).thenReturn(new Price(1, 2, 4, SOURCE));
        when(model.price(SUM)).thenReturn(new Price(0.5, 0.5, 0.5, SOURCE));
        counts.add("multipliers", DataType.PSUMS, PRODUCT, 1_000_000);
        counts.add("multipliers", DataType.PSUMS, SUM, 1_000_000);
        counts.add("decoder", DataType.INDICES, SUM, 3);
    }

    /** By hand: 1 000 000 x (2 + 0.5) + 3 x 0.5 pJ. */
    @Test
    void aBreakdownAsksOnceACountHoweverLargeItIs() {
        assertThat(EnergyBreakdown.of(counts, model).totalPj()).isEqualTo(2_500_001.5);
        verify(model).price(PRODUCT);
        verify(model, times(2)).price(SUM);
        verifyNoMoreInteractions(model);
    }

    @Test
    void drawsOfAllWorkloadsAskOnceAnAction() {
        MonteCarlo.of(Map.of("first", counts, "second", counts), model, 100, 1);
        verify(model).price(PRODUCT);
        verify(model).price(SUM);
        verifyNoMoreInteractions(model);
    }
}
