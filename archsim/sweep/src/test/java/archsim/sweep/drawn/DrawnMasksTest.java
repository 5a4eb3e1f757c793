package archsim.sweep.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.InvalidInputException;
import archsim.engine.pe.Cause;
import archsim.engine.run.RunSetup;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.Metrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** LeNet-5 as it ships, on a machine that skips nothing, one that skips weights and inputs, and one that runs no convolution. */
class DrawnMasksTest {

    private static final String MODEL = "lenet5-mnist-nonstructured";

    private static DrawnConfig config(String model, int seeds) {
        return new DrawnConfig(
                List.of(model), List.of("diannao", "sticker", "eie"), "lpddr4-2400", 1, seeds, Fidelity.ANALYTICAL);
    }

    private static List<DrawnCell> run(int threads) {
        return DrawnMasks.read(config(MODEL, 2))
                .run(threads, () -> {}, "1", "c")
                .cells();
    }

    private static MaskFigures figures(DrawnCell cell, Masks masks) {
        return cell.figures().get(masks);
    }

    /** 2 and 4 lie 1 off their mean of 3: the deviation is the root of (1 + 1) / (2 - 1). */
    @Test
    void aSpreadIsTheMeanAndTheDeviationOfASample() {
        Spread spread = Spread.of(List.of(2.0, 4.0));
        assertThat(spread.mean()).isEqualTo(3);
        assertThat(spread.deviation()).isCloseTo(Math.sqrt(2), within(1e-15));
        assertThat(spread.errorPercent(new Spread(4, 0)).mean()).isEqualTo(-25);
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 0));
    }

    @Test
    void realMasksGiveWhatAPlainRunOfTheModelGives() {
        Metrics plain = RunSetup.read("plain", """
                        {"schemaVersion": 1, "accelerator": "sticker", "memory": "lpddr4-2400", "fidelity": "analytical",
                         "workloads": [{"model": "lenet5-mnist-nonstructured"}]}
                        """, Path.of(""), Optional.empty())
                .run(0)
                .result()
                .totals();
        MaskFigures real = run(1).get(1).real();
        assertThat(real.cycles()).isEqualTo(new Spread(plain.cycles(), 0));
        assertThat(real.energyPj()).isEqualTo(new Spread(plain.energy().totalPj(), 0));
    }

    @Test
    void aMachineThatSkipsNothingTakesTheSameCyclesAndOneThatSkipsDoesNot() {
        List<DrawnCell> cells = run(2);
        assertThat(figures(cells.get(0), Masks.DRAWN_BOTH).cycles())
                .isEqualTo(cells.get(0).real().cycles());
        Spread sticker = figures(cells.get(1), Masks.DRAWN_BOTH).cycles();
        assertThat(sticker.mean()).isLessThan(cells.get(1).real().cycles().mean());
        assertThat(sticker.deviation()).isPositive();
        assertThat(cells.get(2).ran()).isFalse();
        assertThat(cells.get(2).refused()).contains("conv1");
    }

    @Test
    void causesSumToTheErrorOfTheCycles() {
        for (DrawnCell cell : run(1).subList(0, 2)) {
            MaskFigures drawn = figures(cell, Masks.DRAWN_BOTH);
            double sum = Stream.of(Cause.values())
                    .mapToDouble(cause -> drawn.errorPercent(cause, cell.real()))
                    .sum();
            assertThat(sum)
                    .isCloseTo(drawn.cycles().errorPercent(cell.real().cycles()).mean(), within(1e-9));
        }
    }

    @Test
    void threadsChangeNothing() {
        assertThat(run(2)).isEqualTo(run(1));
    }

    @Test
    void unknownModelsAreFaults() {
        assertThatThrownBy(() -> DrawnMasks.read(config("lenet5-mnist-nonstructurd", 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("lenet5-mnist-nonstructured");
    }

    /**
     * LeNet-5 has 430,500 weights. conv1 and conv2 keep 69 and 154 and fc1 is a block of 500 x 320; fc2 stays whole (5,000): 165,223 are
     * stored. What is dense beside it is found by its layers.
     */
    @Test
    void aModelIsHeldBesideTheDenseOneOfItsNetwork() {
        var both = new DrawnConfig(
                List.of(MODEL, "lenet5-mnist-dense"), List.of("diannao"), "lpddr4-2400", 1, 1, Fidelity.ANALYTICAL);
        DrawnResult result = DrawnMasks.read(both).run(1, () -> {}, "1", "c");
        DrawnModel pruned = result.models().get(0);
        assertThat(pruned.dense()).contains("lenet5-mnist-dense");
        assertThat(pruned.weights()).isEqualTo(430_500);
        assertThat(pruned.storedWeights()).isEqualTo(165_223);
        assertThat(pruned.rate()).isCloseTo(430_500 / 165_223.0, within(1e-12));
        assertThat(result.models().get(1).rate()).isEqualTo(1);
        assertThat(DrawnMasks.read(config(MODEL, 1))
                        .run(1, () -> {}, "1", "c")
                        .models()
                        .get(0)
                        .dense())
                .as("nothing to hold it beside")
                .isEmpty();
    }
}
