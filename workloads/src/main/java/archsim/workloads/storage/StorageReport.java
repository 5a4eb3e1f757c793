package archsim.workloads.storage;

import archsim.base.table.ResultTable;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Scheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The size of each layer in every format that holds it.
 *
 * <p>A sum over layers has the formats that hold all of them, and the sum of each layer's smallest. Products of activations store nothing and are left out.
 *
 * @param title of the table
 * @param rows by layer, then by format; then the sum of the convolutions, then of all layers
 */
public record StorageReport(String title, List<StoredLayer> rows) {

    /** In place of a format's name: of each layer the one that takes least. */
    public static final String SMALLEST = "smallest each";

    public StorageReport {
        rows = List.copyOf(rows);
    }

    /**
     * Sizes up {@code layers}.
     *
     * @param weightBits width of a weight instead of the layers' own, if present
     * @param indexBits width of relative indices; each layer's best if empty
     */
    public static StorageReport of(
            String title, List<LayerWorkload> layers, OptionalInt weightBits, OptionalInt indexBits) {
        return of(title, layers, weightBits, new FormatParameters(indexBits));
    }

    /**
     * Sizes up {@code layers}.
     *
     * @param weightBits width of a weight instead of the layers' own, if present
     */
    public static StorageReport of(
            String title, List<LayerWorkload> workloads, OptionalInt weightBits, FormatParameters parameters) {
        List<LayerWorkload> layers = workloads.stream()
                .filter(layer -> layer.layer().hasParameters())
                .toList();
        List<StorageFormat> formats = formats(layers, parameters);
        var rows = new ArrayList<StoredLayer>();
        layers.parallelStream()
                .map(layer -> stored(layer, formats, weightBits.orElse(layer.weightBits())))
                .toList()
                .forEach(rows::addAll);
        List<String> convolutions = layers.stream()
                .filter(layer -> layer.layer().isConvolution())
                .map(layer -> layer.layer().name())
                .toList();
        List<StoredLayer> sums = new ArrayList<>(sum("CONV", rows, row -> convolutions.contains(row.layer()), formats));
        sums.addAll(sum("total", rows, row -> true, formats));
        rows.addAll(sums);
        return new StorageReport(title, rows);
    }

    /** Bits of {@code layers} where each is stored in the format that takes least, with indices of its own best width. */
    public static long leastBits(List<LayerWorkload> layers) {
        List<StorageFormat> formats = formats(layers, new FormatParameters(OptionalInt.empty()));
        return layers.stream()
                .filter(layer -> layer.layer().hasParameters())
                .mapToLong(layer -> stored(layer, formats, layer.weightBits()).stream()
                        .mapToLong(StoredLayer::totalBits)
                        .min()
                        .orElseThrow())
                .sum();
    }

    /** All formats, and the groups and blocks that layers were pruned to where these are not among them. */
    private static List<StorageFormat> formats(List<LayerWorkload> layers, FormatParameters parameters) {
        List<StorageFormat> usual = StorageFormat.all(parameters);
        Stream<StorageFormat> own = layers.stream()
                .filter(layer -> layer.scheme() == Scheme.NM || layer.scheme() == Scheme.BLOCK)
                .map(StorageFormat::usual)
                .filter(format -> format instanceof NmFormat || format instanceof BlockFormat);
        return Stream.concat(usual.stream(), own).distinct().toList();
    }

    private static List<StoredLayer> stored(LayerWorkload layer, List<StorageFormat> formats, int weightBits) {
        return markSmallest(formats.stream()
                .filter(format -> format.holds(layer.weights(), layer.shape(), weightBits))
                .map(format -> StoredLayer.of(layer, format, weightBits))
                .toList());
    }

    private static List<StoredLayer> sum(
            String name, List<StoredLayer> rows, Predicate<StoredLayer> included, List<StorageFormat> formats) {
        List<StoredLayer> summands = rows.stream().filter(included).toList();
        long layers = summands.stream().map(StoredLayer::layer).distinct().count();
        Stream<StoredLayer> alike = formats.stream()
                .map(format -> summands.stream()
                        .filter(row -> row.format().equals(format.name()))
                        .toList())
                .filter(ofFormat -> !ofFormat.isEmpty() && ofFormat.size() == layers)
                .map(ofFormat -> StoredLayer.sum(name, ofFormat.get(0).format(), ofFormat));
        Stream<StoredLayer> smallest =
                layers < 2 ? Stream.empty() : Stream.of(StoredLayer.sum(name, SMALLEST, smallest(summands)));
        return markSmallest(Stream.concat(alike, smallest).toList());
    }

    /** Of each layer the first of those rows that are marked. */
    private static List<StoredLayer> smallest(List<StoredLayer> rows) {
        var first = new LinkedHashMap<String, StoredLayer>();
        rows.stream().filter(StoredLayer::smallest).forEach(row -> first.putIfAbsent(row.layer(), row));
        return List.copyOf(first.values());
    }

    private static List<StoredLayer> markSmallest(List<StoredLayer> rows) {
        long least = rows.stream().mapToLong(row -> row.bits().total()).min().orElse(0);
        return rows.stream()
                .map(row -> row.markedIf(row.bits().total() == least))
                .toList();
    }

    /** The report as a table; the smallest format of each layer is starred. */
    public ResultTable toTable() {
        ResultTable.Builder table = ResultTable.titled(title)
                .text("layer")
                .text("format")
                .number("weights (b)", "storageBits.weights", "%,d")
                .number("indices (b)", "storageBits.indices", "%,d")
                .number("fillers (b)", "storageBits.fillers", "%,d")
                .number("pointers (b)", "storageBits.pointers", "%,d")
                .number("total (B)", "totalBytes", "%,.2f")
                .number("index (b)", "indexBits", "%d")
                .text("smallest")
                .number("scales (b)", "scaleBits", "%,d")
                .number("zero points (b)", "zeroPointBits", "%,d")
                .number("bits/weight", "bitsAWeight", "%.4f");
        for (StoredLayer row : rows) {
            StorageBits bits = row.bits();
            table.row(
                    row.layer(),
                    row.format(),
                    bits.weights(),
                    bits.indices(),
                    bits.fillers(),
                    bits.pointers(),
                    row.totalBits() / 8.0,
                    row.indexBits().stream().boxed().findFirst(),
                    row.smallest(),
                    row.scaleBits(),
                    row.zeroPointBits(),
                    row.bitsAWeight());
        }
        return table.build();
    }
}
