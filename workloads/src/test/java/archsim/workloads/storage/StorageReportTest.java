package archsim.workloads.storage;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.table.TextTable;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.UniformLayer;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StorageReportTest {

    private static LayerWorkload layer(String name, LayerShape shape, int keepEvery) {
        return new LayerWorkload(
                new Layer(name, shape),
                Mask.of((int) shape.weights(), i -> i % keepEvery == 0),
                Mask.full((int) shape.inputs()),
                8,
                Scheme.NON_STRUCTURED);
    }

    /** A convolution of 4*2*9 = 72 weights, every 9th present, and a fully connected layer of 40, every 2nd. */
    private static StorageReport report(OptionalInt weightBits, OptionalInt indexBits) {
        return StorageReport.of(
                "sizes",
                List.of(
                        layer("conv", UniformLayer.shape(1, 2, 4, 5, 5, 3, 3, 1, 0, 1), 9),
                        layer("fc", LayerShape.fullyConnected(1, 10, 4), 2)),
                weightBits,
                indexBits);
    }

    /** Each layer by itself, as the rows that are starred; sums are not counted again. */
    @Test
    void theLeastBitsAreThoseOfEachLayersSmallestFormat() {
        List<LayerWorkload> layers = List.of(
                layer("conv", UniformLayer.shape(1, 2, 4, 5, 5, 3, 3, 1, 0, 1), 9),
                layer("fc", LayerShape.fullyConnected(1, 10, 4), 2));
        StorageReport report = report(OptionalInt.empty(), OptionalInt.empty());
        long least = List.of("conv", "fc").stream()
                .mapToLong(name -> report.rows().stream()
                        .filter(row -> row.layer().equals(name) && row.smallest())
                        .findFirst()
                        .orElseThrow()
                        .totalBits())
                .sum();
        assertThat(StorageReport.leastBits(layers)).isEqualTo(least).isLessThan(8 * (72 + 40));
        assertThat(row(report, "total", StorageReport.SMALLEST).totalBits()).isEqualTo(least);
    }

    private static StoredLayer row(StorageReport report, String layer, String format) {
        return report.rows().stream()
                .filter(row -> row.layer().equals(layer) && row.format().equals(format))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> formats(StorageReport report, String layer) {
        return report.rows().stream()
                .filter(row -> row.layer().equals(layer))
                .map(StoredLayer::format)
                .toList();
    }

    /** Every 9th weight: one in each 3 x 3 kernel and in each group of 4 or 8. Every 2nd: 2 in 4 and 4 in 8. */
    @Test
    void eachLayerAndSumIsListedInTheFormatsThatHoldIt() {
        StorageReport report = report(OptionalInt.empty(), OptionalInt.empty());
        List<String> always = List.of(
                "dense",
                "structured",
                "csr-absolute",
                "csr-relative",
                "bitmask",
                "run-length",
                "csc-interleaved",
                "scnn-blocks");
        for (String layer : List.of("conv", "CONV", "fc", "total")) {
            assertThat(formats(report, layer)).containsAll(always);
        }
        assertThat(formats(report, "conv")).hasSize(12).contains("fkw", "1:4", "2:4", "4:8");
        assertThat(formats(report, "fc")).hasSize(10).contains("2:4", "4:8");
        assertThat(formats(report, "CONV")).isEqualTo(formats(report, "conv"));
        assertThat(formats(report, "total"))
                .startsWith(formats(report, "fc").toArray(String[]::new))
                .hasSize(11)
                .endsWith(StorageReport.SMALLEST);
    }

    /** Dense: (72 + 40) * 8 = 896 bits, of which CONV 576. At 3 bits: 336. */
    @Test
    void sumsAddTheLayersAndAWidthCanBeAskedFor() {
        StorageReport report = report(OptionalInt.empty(), OptionalInt.empty());
        assertThat(row(report, "total", "dense").bits().total()).isEqualTo(896);
        assertThat(row(report, "CONV", "dense").bits().total()).isEqualTo(576);
        StorageReport narrow = report(OptionalInt.of(3), OptionalInt.empty());
        assertThat(row(narrow, "total", "dense").bits().total()).isEqualTo(336);
    }

    /** conv: 8 weights with gaps 1, 9, 9, ...: at b = 4 no filler, 8 * 12 = 96 bits; bitmask 64 + 72; structured 4*2*8. */
    @Test
    void theSmallestFormatIsMarkedAndIndexWidthsAreShown() {
        StorageReport report = report(OptionalInt.empty(), OptionalInt.empty());
        assertThat(row(report, "conv", "csr-relative").bits().total()).isEqualTo(96);
        assertThat(row(report, "conv", "csr-relative").indexBits()).hasValue(4);
        assertThat(row(report, "conv", "structured").smallest()).isTrue();
        assertThat(row(report, "conv", "csr-relative").smallest()).isFalse();
        assertThat(row(report(OptionalInt.empty(), OptionalInt.of(6)), "conv", "csr-relative")
                        .indexBits())
                .hasValue(6);
    }

    @Test
    void theTableShowsBytes() {
        assertThat(TextTable.render(
                        report(OptionalInt.empty(), OptionalInt.empty()).toTable()))
                .contains("sizes\n")
                .containsPattern("conv +csr-relative +64 +32 +0 +0 +12\\.00 +4")
                .containsPattern("conv +structured +64 +0 +0 +0 +8\\.00 +- +\\*");
    }
}
