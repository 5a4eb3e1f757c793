package archsim.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import archsim.base.Confidence;
import archsim.base.InvalidInputException;
import archsim.base.Source;
import archsim.base.number.NumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTypeTableTest {

    private static final Source INTEGERS = new Source("integers", Confidence.A);
    private static final SourcedEnergy PRODUCT = new SourcedEnergy(8, 10, 20, INTEGERS);
    private static final SourcedArea MULTIPLIER = new SourcedArea(10, INTEGERS);

    private static NumberTypeTable shipped() {
        return TableSet.shipped().numberType();
    }

    private static NumberTypeTable of(List<String> rows, String scale) {
        return NumberTypeTable.read("number-type", """
            {"name": "x", "note": "", "rows": [%s], "significandScale": %s}\
            """.formatted(String.join(", ", rows), scale));
    }

    private static String row(String type, double product) {
        return """
            {"type": "%s", "product": {"low": %s, "chosen": %s, "high": %s}, "sum": {"low": 1, "chosen": 2, "high": 8},
             "productArea": 0.5, "sumArea": 0.25, "source": {"citation": "of %s", "confidence": "b"}}\
            """.formatted(type, product / 2, product, 3 * product, type);
    }

    private static final String SCALE =
            "{\"low\": 1, \"chosen\": 4, \"high\": 5, \"area\": 1, \"source\": {\"citation\": \"of scales\", \"confidence\": \"b\"}}";

    private static List<String> rows() {
        return new ArrayList<>(
                Stream.of("fp4-e2m1", "fp6-e2m3", "fp6-e3m2", "fp8-e4m3", "fp8-e5m2", "fp16", "bf16", "fp32")
                        .map(type -> row(type, type.equals("fp8-e5m2") ? 6 : 3))
                        .toList());
    }

    /** By hand: 6 x 10, from half of it on 8 to three times on 20; sums 2 x 10, scales 4 x 10. */
    @Test
    void ratiosAreTakenOfTheIntegerProductWithBothIntervals() {
        NumberTypeTable table = of(rows(), SCALE);
        SourcedEnergy product = table.product(NumberType.MXFP8_E5M2, PRODUCT);
        assertThat(List.of(product.lowPj(), product.energyPj(), product.highPj()))
                .containsExactly(24.0, 60.0, 360.0);
        assertThat(product.source().citation())
                .isEqualTo("integers; a product of fp8-e5m2 over one of 8-bit integers [of fp8-e5m2]");
        SourcedEnergy sum = table.sum(NumberType.BF16, PRODUCT);
        assertThat(List.of(sum.lowPj(), sum.energyPj(), sum.highPj())).containsExactly(8.0, 20.0, 160.0);
        assertThat(sum.source().citation()).contains("a sum of products of bf16", "[of bf16]");
        SourcedEnergy scaling = table.scaling(PRODUCT);
        assertThat(List.of(scaling.lowPj(), scaling.energyPj(), scaling.highPj()))
                .containsExactly(8.0, 40.0, 100.0);
        assertThat(scaling.source().citation()).contains("a scale of 8 bits", "[of scales]");
        assertThat(table.multiplier(NumberType.FP16, MULTIPLIER).areaMm2()).isEqualTo(5);
        assertThat(table.adder(NumberType.FP16, MULTIPLIER).areaMm2()).isEqualTo(2.5);
        assertThat(table.adder(NumberType.FP16, MULTIPLIER).source().citation())
                .isEqualTo("integers; fp16 over 8-bit integers [of fp16]");
    }

    /** By hand, toggles over the 785.2 fJ of the integer product: 154.2 and 8,890.5 / 16 - 154.2 fJ of E4M3, 39.7 of E2M1. */
    @ParameterizedTest
    @CsvSource({
        "FP4_E2M1, 0.0506, 0.2453, 0.0411, 0.2861",
        "FP6_E2M3, 0.1921, 0.5113, 0.1836, 0.5282",
        "FP6_E3M2, 0.1066, 0.5113, 0.1095, 0.5282",
        "FP8_E4M3, 0.1964, 0.5113, 0.2159, 0.5282",
        "FP8_E5M2, 0.1145, 0.5248, 0.1380, 0.5801",
        "FP16, 1.9361, 0.8484, 1.8629, 0.8957",
        "BF16, 0.8607, 0.9499, 0.9265, 1.0700",
        "FP32, 8.9328, 3.0987, 8.7020, 3.1802"
    })
    void synthesesAreThoseOfTheTable(NumberType type, double product, double sum, double area, double sumArea) {
        assertThat(shipped().product(type, PRODUCT).energyPj()).isCloseTo(10 * product, within(1e-9));
        assertThat(shipped().sum(type, PRODUCT).energyPj()).isCloseTo(10 * sum, within(1e-9));
        assertThat(shipped().multiplier(type, MULTIPLIER).areaMm2()).isCloseTo(10 * area, within(1e-9));
        assertThat(shipped().adder(type, MULTIPLIER).areaMm2()).isCloseTo(10 * sumArea, within(1e-9));
    }

    /** By hand: (5,064.3 - 3,716.7) / 785.2. */
    @Test
    void scalesOfEightBitsAreThoseOfTheSynthesis() {
        assertThat(shipped().scaling(PRODUCT).energyPj()).isCloseTo(17.163, within(1e-9));
    }

    @Test
    void integersAreNoFloats() {
        assertThatThrownBy(() -> shipped().product(NumberType.INT4, PRODUCT))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessage("arithmetic of int4 is that of integers, not of floats");
    }

    /** Sources that agree leave no interval. */
    @Test
    void aRatioMayBeItsOwnBounds() {
        assertThat(new NumberTypeFile.Ratio(2, 2, 2).spread("one source"))
                .isEqualTo(new NumberTypeFile.Ratio(3, 3, 3).spread("one source"));
    }

    @Test
    void allFaultsAreReported() {
        List<String> rows = rows();
        rows.set(0, row("fp16", 1));
        rows.add(row("int8", 1));
        rows.add(row("mxfp4", 1));
        assertThatThrownBy(() -> of(rows, SCALE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/rows/5/type must differ from the rows before, was again fp16")
                .hasMessageContaining("/rows/8/type must be a float without scales, was int8")
                .hasMessageContaining("/rows/9/type must be a float without scales, was mxfp4")
                .hasMessageContaining("/rows must hold a row for each float without scales, lacks [fp4-e2m1]");
        assertThatThrownBy(() -> of(rows(), SCALE.replace("\"low\": 1", "\"low\": 4.5")))
                .hasMessageContaining("chosen must lie from low to high");
        assertThatThrownBy(() -> of(rows(), SCALE.replace("\"high\": 5", "\"high\": 3.5")))
                .hasMessageContaining("chosen must lie from low to high");
    }
}
