package archsim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.run.RunCache;
import archsim.sweep.RowCheck.FaultyRowException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows whose energies lack a price are rows, too: they are written, so they must be read. */
class FigureCheckTest {

    private static final Sweep SWEEP = SampleSweeps.read(SampleSweeps.AXES);
    private static final Columns COLUMNS = SweepCheck.check(SWEEP, RunCache.none());
    private static final JsonArray WHOLE =
            new PointRunner(SWEEP, COLUMNS, RunCache.none()).run(4).cells();

    private static JsonArray with(JsonArray cells, int column, JsonValue value) {
        return Json.createArrayBuilder(cells).set(column, value).build();
    }

    /** The second workload's energy is not all known. */
    private static JsonArray partial() {
        return with(withoutEnergy(), COLUMNS.column(1, "energyRatio"), JsonValue.NULL);
    }

    private static JsonArray withoutEnergy() {
        JsonArray cells = WHOLE;
        for (String figure : List.of(
                "energyTotalPj",
                "averagePowerMw",
                "topsPerWatt.dense",
                "topsPerWatt.effective",
                "edpPjNs",
                "energyPerImagePj")) {
            cells = with(cells, COLUMNS.column(1, figure), JsonValue.NULL);
        }
        return cells;
    }

    private static JsonArray because(JsonArray cells, String reason) {
        return with(cells, cells.size() - 1, Json.createValue(reason));
    }

    private static void read(JsonArray cells) {
        RowCheck.of(SWEEP, COLUMNS).row(cells, List.of());
    }

    @Test
    void anEnergyThatIsNotAllKnownHasNoFigureAndAReason() {
        read(WHOLE);
        read(because(partial(), "no price of a queue"));
        assertThat(new FigureCheck(COLUMNS, partial()).isPartial()).isTrue();
        assertThat(new FigureCheck(COLUMNS, WHOLE).isPartial()).isFalse();
    }

    @Test
    void neitherIsThereWithoutTheOther() {
        assertThatThrownBy(() -> read(partial()))
                .isInstanceOf(FaultyRowException.class)
                .hasMessageContaining("reason must be a text of a point that is done, was null");
        assertThatThrownBy(() -> read(because(WHOLE, "no price of a queue")))
                .isInstanceOf(FaultyRowException.class)
                .hasMessageContaining("reason must be null of a point that is done");
        assertThatThrownBy(() -> read(because(withoutEnergy(), "no price of a queue")))
                .isInstanceOf(FaultyRowException.class)
                .hasMessageContaining("energyRatio must be null");
    }

    /** Rates are held against time, energy, traffic and images; the effective ones against the dense. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "images",
                "throughputPerSecond",
                "gops.effective",
                "arithmeticIntensity.dense",
                "averagePowerMw",
                "topsPerWatt.effective",
                "edpPjNs",
                "energyPerImagePj"
            })
    void aRateThatDoesNotFollowIsRefused(String figure) {
        JsonArray changed = with(WHOLE, COLUMNS.column(1, figure), Json.createValue(1e15));

        assertThatThrownBy(() -> read(changed)).isInstanceOf(FaultyRowException.class);
    }
}
