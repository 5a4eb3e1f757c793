package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.base.json.StrictJson;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well the tables predict their own rows: each is left out and interpolated from rows four times apart. */
class SramAccuracyTest {

    /** Relative errors of read energy as they are; a change of table or rule must change them knowingly. */
    @ParameterizedTest
    @CsvSource({
        "65, width, 0.075, 0.335",
        "65, capacity, 0.050, 0.403",
        "45, width, 0.056, 0.345",
        "45, capacity, 0.055, 0.238",
        "32, width, 0.049, 0.576",
        "32, capacity, 0.066, 0.233",
        "22, width, 0.059, 0.344",
        "22, capacity, 0.057, 0.270"
    })
    void readEnergyIsPredictedThisWell(int technologyNm, String axis, double median, double largest) {
        String name = "cacti-%dnm".formatted(technologyNm);
        SramFile file = StrictJson.read(name, TableFiles.text("sram", name), SramFile.class);
        double[] errors = file.rows().stream()
                .filter(row -> isInner(row, axis))
                .mapToDouble(row -> Math.abs(predicted(file, row, axis) / row.readPj() - 1))
                .sorted()
                .toArray();
        assertThat(errors).hasSizeGreaterThan(40);
        double middle = (errors[(errors.length - 1) / 2] + errors[errors.length / 2]) / 2;
        assertThat(middle).isCloseTo(median, within(0.0006));
        assertThat(errors[errors.length - 1]).isCloseTo(largest, within(0.0006));
    }

    private static boolean isInner(SramFile.Row row, String axis) {
        int smallest = row.wordBits() == 256 ? 1024 : 512;
        int widest = row.capacityBytes() == 512 ? 128 : 256;
        return axis.equals("width")
                ? row.wordBits() > 16 && row.wordBits() < widest
                : row.capacityBytes() > smallest && row.capacityBytes() < 4 << 20;
    }

    private static double predicted(SramFile file, SramFile.Row row, String axis) {
        Predicate<SramFile.Row> leftOut =
                axis.equals("width") ? row::equals : other -> other.capacityBytes() == row.capacityBytes();
        List<SramFile.Row> rest = file.rows().stream().filter(leftOut.negate()).toList();
        var table = new SramFile(file.name(), file.technologyNm(), file.source(), file.note(), rest);
        return SramTable.of("left out", table)
                .interpolate(row.capacityBytes(), row.wordBits())
                .readPj();
    }
}
