package archsim.engine.machines.loopnest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Transfer;
import archsim.workloads.LayerWorkload;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Means of 20 random masks against what is expected of them in closed form: within two standard errors of the mean, 14 of the 16
 * within one, which chance allows for two in three.
 */
final class RandomMasksNestTest {

    private static final int SEEDS = 20;
    private static final int FILTERS = 32;
    private static final int CHANNELS = 48;
    private static final int COLUMNS = 20;
    private static final int WEIGHTS = FILTERS * CHANNELS;
    private static final String ALL = "buffer: c48 k32 q20";

    private static Accelerator machine(String zeros, String format, String lanes) {
        return ZerosNestTest.machine(
                "{\"type\": \"memory\", \"name\": \"buffer\", \"made\": \"registers\", \"words\": 65536, \"wordBits\":"
                        + " 32, \"holds\": [\"weights\", \"inputs\", \"outputs\"]" + zeros
                        + (format.isEmpty() ? "" : ", \"formats\": {\"weights\": " + format + "}") + "}" + lanes);
    }

    private static void requireMean(
            double density, String mapping, Accelerator machine, ToDoubleFunction<LayerPlan> found, double expected) {
        var values = new SummaryStatistics();
        for (int seed = 0; seed < SEEDS; seed++) {
            LayerWorkload layer = Described.product(
                    FILTERS,
                    CHANNELS,
                    COLUMNS,
                    1,
                    Described.random(WEIGHTS, density, 1000 + seed),
                    Described.random(CHANNELS * COLUMNS, density, 2000 + seed));
            values.addValue(found.applyAsDouble(Described.plan(machine, layer, Described.mapping(mapping))));
        }
        double standardError = values.getStandardDeviation() / Math.sqrt(SEEDS);
        assertThat(values.getMean()).isCloseTo(expected, within(2 * standardError));
    }

    /** Both operands are there with the square of their density. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7})
    void productsOfTwoSparseOperandsAreTheExpectedOnes(double density) {
        requireMean(
                density,
                ALL,
                machine(", \"skip\": [\"weights\", \"inputs\"]", "", ""),
                LayerPlan::computeCycles,
                density * density * WEIGHTS * COLUMNS);
    }

    /** A channel of a position takes as many rounds of 8 as its present weights need, of 32. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7})
    void roundsOfPackedWeightsAreTheExpectedOnes(double density) {
        var present = new BinomialDistribution(null, FILTERS, density);
        double rounds = 0;
        for (int i = 0; i <= FILTERS; i++) {
            rounds += present.probability(i) * Math.ceil(i / 8.0);
        }
        requireMean(
                density,
                "buffer: c48 q20; lanes: k32",
                machine(
                        "",
                        "",
                        ", {\"type\": \"spatial\", \"name\": \"lanes\", \"x\": 8, \"spread\": [\"k\"], \"pack\":"
                                + " [\"weights\"]}"),
                LayerPlan::computeCycles,
                rounds * CHANNELS * COLUMNS);
    }

    /** An entry of a list is a value of 8 bits and a place among 1,536, 11 bits. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7})
    void bitsOfCoordinateListsAreTheExpectedOnes(double density) {
        requireMean(
                density,
                ALL,
                dram("{\"kind\": \"coordinates\"}"),
                RandomMasksNestTest::weightBits,
                density * WEIGHTS * (8 + 11));
    }

    /**
     * Of runs of at most 3 zeros, an entry of 10 bits for each value and for each fourth zero since the last: at place t that
     * is the sum over j of {@code d (1 - d)^4j} for the values before, or {@code (1 - d)^t} from the beginning.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7})
    void bitsOfRunLengthsAreTheExpectedOnes(double density) {
        double fillers = 0;
        for (int t = 1; t <= WEIGHTS; t++) {
            for (int zeros = 4; zeros < t; zeros += 4) {
                fillers += density * Math.pow(1 - density, zeros);
            }
            fillers += t % 4 == 0 ? Math.pow(1 - density, t) : 0;
        }
        requireMean(
                density,
                ALL,
                dram("{\"kind\": \"run-length\", \"indexBits\": 2}"),
                RandomMasksNestTest::weightBits,
                (density * WEIGHTS + fillers) * 10);
    }

    private static Accelerator dram(String format) {
        return ZerosNestTest.machine(
                "{\"type\": \"memory\", \"name\": \"buffer\", \"made\": \"registers\", \"words\": 65536, \"wordBits\":"
                        + " 32, \"holds\": [\"weights\", \"inputs\", \"outputs\"]}",
                ", \"formats\": {\"weights\": " + format + "}");
    }

    private static double weightBits(LayerPlan plan) {
        return plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == DataType.WEIGHTS || load.dataType() == DataType.INDICES)
                .mapToLong(Transfer::bits)
                .sum();
    }
}
