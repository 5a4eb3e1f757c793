package archsim.cli.neighbours;

import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.PerAxis;
import archsim.workloads.network.LayerEntry;
import archsim.workloads.network.MatrixOperand;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SCALE-Sim's topology: a layer a line, convolutions or matrix products.
 *
 * <p>Heights and widths hold the padding. The last window may stand out of the map there, as outputs are rounded up: the zeros
 * that it needs are written as padding below and to the right, so that outputs are as many.
 */
final class ScaleSimTopology {

    private static final List<String> CONVOLUTION = List.of(
            "ifmap height", "ifmap width", "filter height", "filter width", "channels", "num filter", "strides");
    private static final List<String> PRODUCT = List.of("m", "n", "k");
    /** Names that its own files give columns otherwise. */
    private static final Map<String, Set<String>> ALSO = Map.of(
            "ifmap height", Set.of("ifmap width"),
            "num filter", Set.of("num filters"),
            "strides", Set.of("stride", "stride height"));

    private static final Pattern RATIO = Pattern.compile("(\\d{1,9})\\s*:\\s*(\\d{1,9})");
    private static final String DEPTHWISE = "DP";
    private static final int MOST = 1 << 20;

    private final Problems problems;
    private final List<String> notes = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private ScaleSimTopology(Problems problems) {
        this.problems = problems;
    }

    /** Whether a text begins as a topology does. */
    static boolean is(String text) {
        String head = head(text).toLowerCase(Locale.ROOT).replace(" ", "").replace('\t', ',');
        return head.startsWith("layer") && (head.contains(",ifmap") || head.contains(",m,n,k"));
    }

    private static String head(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    /**
     * The network of a topology; absent if it is faulty.
     *
     * @param name of the file without its ending
     */
    static Optional<Converted> read(Problems problems, String name, String text) {
        return new ScaleSimTopology(problems).read(name, text);
    }

    private Optional<Converted> read(String name, String text) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(head(text).contains(",") ? ',' : '\t')
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            List<String> columns = List.of();
            for (CsvRecord record : csv) {
                if (isBlank(record)) {
                    continue;
                }
                if (columns.isEmpty()) {
                    columns = columns(record);
                } else {
                    addLayer(columns, record);
                }
            }
        } catch (CsvParseException e) {
            problems.add("", "is no CSV: %s", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Converted.of(problems, name, "SCALE-Sim topology " + name, layers, notes);
    }

    private static boolean isBlank(CsvRecord record) {
        return record.getFields().stream().allMatch(String::isBlank);
    }

    /** Names of the columns; targets of other processors and empty ones at the end have none of archsim's meaning. */
    private List<String> columns(CsvRecord head) {
        List<String> columns = head.getFields().stream()
                .map(field -> field.strip().toLowerCase(Locale.ROOT))
                .toList();
        List<String> expected = columns.contains("m") ? PRODUCT : CONVOLUTION;
        for (int i = 0; i < expected.size(); i++) {
            if (columns.size() <= i + 1 || !isCalled(columns.get(i + 1), expected.get(i))) {
                problems.add(
                        "",
                        "line %d must begin with a name and %s, was \"%s\"",
                        head.getStartingLineNumber(),
                        String.join(", ", expected),
                        String.join(", ", columns));
                break;
            }
        }
        return columns;
    }

    private static boolean isCalled(String column, String expected) {
        return column.equals(expected) || ALSO.getOrDefault(expected, Set.of()).contains(column);
    }

    private void addLayer(List<String> columns, CsvRecord record) {
        long line = record.getStartingLineNumber();
        String name = record.getField(0).strip();
        if (name.isEmpty()) {
            problems.add("", "line %d must begin with the name of a layer, was empty", line);
            return;
        }
        boolean isProduct = columns.contains("m");
        List<String> expected = isProduct ? PRODUCT : CONVOLUTION;
        var sizes = new int[expected.size()];
        boolean isWhole = true;
        for (int i = 0; i < sizes.length; i++) {
            OptionalInt size = size(record, i + 1, expected.get(i), line);
            isWhole &= size.isPresent();
            sizes[i] = size.orElse(1);
        }
        int across = isProduct ? 1 : strideAcross(columns, record, sizes[6], line);
        refuseRest(columns, record, expected.size() + 1, line);
        if (isWhole) {
            try {
                String own = ownName(name, line);
                layers.add(isProduct ? product(own, sizes) : convolution(own, sizes, across, line));
            } catch (IllegalArgumentException | ArithmeticException e) {
                problems.add("", "line %d: %s", line, e.getMessage());
            }
        }
    }

    /** A network names each layer once; a topology need not. */
    private String ownName(String name, long line) {
        String own = name;
        for (int i = 2; !names.add(own); i++) {
            own = name + "-" + i;
        }
        if (!own.equals(name)) {
            notes.add(RootLocale.format("line %d names another layer \"%s\", which is called %s", line, name, own));
        }
        return own;
    }

    private int strideAcross(List<String> columns, CsvRecord record, int down, long line) {
        int at = columns.indexOf("stride width");
        return at < 0 ? down : size(record, at, "stride width", line).orElse(1);
    }

    private OptionalInt size(CsvRecord record, int at, String column, long line) {
        String text = at < record.getFieldCount() ? record.getField(at).strip() : "";
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= MOST) {
                return OptionalInt.of(size);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        problems.add("", "line %d: %s must be a whole number from 1 to %d, was \"%s\"", line, column, MOST, text);
        return OptionalInt.empty();
    }

    private void refuseRest(List<String> columns, CsvRecord record, int from, long line) {
        for (int i = from; i < record.getFieldCount(); i++) {
            String column = i < columns.size() ? columns.get(i) : "";
            String value = record.getField(i).strip();
            if (value.isEmpty() || column.equals("stride width")) {
                continue;
            }
            if (column.equals("sparsity") && !isDense(value)) {
                problems.add(
                        "",
                        "line %d: %s \"%s\" has no word in a network: give it as \"sparsity\" of a run",
                        line,
                        column,
                        value);
            } else if (column.equals("batch size") && !value.equals("1")) {
                problems.add(
                        "",
                        "line %d: %s must be 1, was \"%s\": give it as \"images\" of a workload",
                        line,
                        column,
                        value);
            } else if (!column.equals("sparsity") && !column.equals("batch size")) {
                notes.add("what stands behind the strides names no column of archsim's and is left");
            }
        }
    }

    private static boolean isDense(String sparsity) {
        Matcher ratio = RATIO.matcher(sparsity);
        return ratio.matches() && ratio.group(1).equals(ratio.group(2));
    }

    /** {@code M x K} activations times {@code K x N} weights. */
    private static Layer product(String name, int[] sizes) {
        return new LayerEntry.MatrixProduct(
                        name, sizes[0], sizes[2], sizes[1], MatrixOperand.WEIGHTS, OptionalInt.empty())
                .layer();
    }

    private Layer convolution(String name, int[] sizes, int across, long line) {
        if (sizes[0] < sizes[2] || sizes[1] < sizes[3]) {
            throw new IllegalArgumentException(RootLocale.format(
                    "a filter of %d x %d does not fit a map of %d x %d, which holds its padding",
                    sizes[2], sizes[3], sizes[0], sizes[1]));
        }
        int below = missing(sizes[0] - sizes[2], sizes[6]);
        int right = missing(sizes[1] - sizes[3], across);
        if (below + right > 0) {
            notes.add(RootLocale.format(
                    "line %d: outputs are rounded up, so %s gets %d rows of zeros below and %d columns to the right",
                    line, name, below, right));
        }
        int groups = name.contains(DEPTHWISE) ? sizes[4] : 1;
        if (groups > 1) {
            notes.add(RootLocale.format(
                    "line %d: %s holds \"%s\", as SCALE-Sim marks depthwise layers: %d groups of one channel",
                    line, name, DEPTHWISE, groups));
        }
        if (sizes[0] == 1 && sizes[1] == 1 && groups == 1) {
            return new Layer(name, LayerShape.fullyConnected(1, sizes[4], sizes[5]));
        }
        var shape = LayerShape.convolution(sizes[4], Math.multiplyExact(groups, sizes[5]))
                .groups(groups)
                .map(sizes[0], sizes[1])
                .kernel(sizes[2], sizes[3])
                .stride(new PerAxis(sizes[6], across))
                .padding(0, 0, below, right)
                .build();
        return new Layer(name, shape);
    }

    private static int missing(int steps, int stride) {
        return Math.floorMod(-steps, stride);
    }
}
