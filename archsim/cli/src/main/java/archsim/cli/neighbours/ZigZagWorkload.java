package archsim.cli.neighbours;

import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.workloads.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * ZigZag's workload: a list of layers, each an equation over loops.
 *
 * <p>Layers without weights (pooling, additions) are no layers of archsim and are left with a note. A map holds its padding where
 * {@code padding} says nothing of it.
 */
final class ZigZagWorkload {

    private static final Pattern EQUATION = Pattern.compile(
            "\\s*(\\w+)((?:\\[\\w+])+)\\s*\\+=\\s*(\\w+)((?:\\[\\w+])+)\\s*\\*\\s*(\\w+)((?:\\[\\w+])+)\\s*");
    private static final Pattern INDEX = Pattern.compile("\\[(\\w+)]");
    private static final Pattern RELATION = Pattern.compile(
            "\\s*(\\w+)\\s*=\\s*(?:(\\d+)\\s*\\*\\s*)?(\\w+)\\s*\\+\\s*(?:(\\d+)\\s*\\*\\s*)?(\\w+)\\s*");
    private static final Set<String> WITHOUT_WEIGHTS = Set.of("pooling", "add", "maxpool", "averagepool");
    private static final Set<String> KEYS = Set.of(
            "id",
            "name",
            "operator_type",
            "equation",
            "dimension_relations",
            "loop_dims",
            "loop_sizes",
            "operand_precision",
            "operand_source",
            "operand_source_dimension_mapping",
            "constant_operands",
            "padding",
            "pr_loop_dims",
            "pr_loop_sizes");
    /** Loops of the axis that spatial mappings call {@code q} and {@code s}, in whatever order relations stand. */
    private static final Set<String> ACROSS = Set.of("ox");

    private static final int MOST = 1 << 30;
    private static final int MOST_ZEROS = 1 << 10;

    private final Problems problems;
    private final List<Layer> layers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> widths = new LinkedHashSet<>();

    private ZigZagWorkload(Problems problems) {
        this.problems = problems;
    }

    /** Whether a document is such a workload. */
    static boolean is(YamlValue root) {
        return root.isList()
                && root.items().stream().anyMatch(item -> item.get("loop_dims").isPresent());
    }

    /**
     * The network of a workload; absent if it is faulty.
     *
     * @param name of the file without its ending
     */
    static Optional<Converted> read(Problems problems, String name, YamlValue root) {
        return new ZigZagWorkload(problems).read(name, root);
    }

    private Optional<Converted> read(String name, YamlValue root) {
        root.items().forEach(this::addLayer);
        notes.add("maps hold their padding where no \"padding\" of a layer states it");
        notes.add("operand precisions are the machine's: " + String.join("; ", widths));
        return Converted.of(problems, name, "ZigZag workload " + name, layers, notes);
    }

    private void addLayer(YamlValue item) {
        if (!item.isMap()) {
            item.refuse("must be a layer");
            return;
        }
        item.refuseKeysBut(KEYS, "");
        String type = item.get("operator_type").map(YamlValue::text).orElse("");
        String id =
                item.get("name").or(() -> item.get("id")).map(YamlValue::text).orElse(String.valueOf(layers.size()));
        String name = id.matches("\\d+") ? "layer" + id : id;
        if (WITHOUT_WEIGHTS.contains(type.toLowerCase(Locale.ROOT))) {
            notes.add(RootLocale.format("%s (%s) has no weights and is left", name, type));
            return;
        }
        item.get("operand_precision")
                .ifPresent(precision -> widths.add(precision.entries().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().text())
                        .collect(Collectors.joining(", "))));
        Optional<Einsum> einsum = einsum(item);
        if (einsum.isPresent()) {
            try {
                layers.add(einsum.get().layer(name));
            } catch (IllegalArgumentException e) {
                item.refuse(e.getMessage());
            }
        }
    }

    private Optional<Einsum> einsum(YamlValue item) {
        Optional<YamlValue> equation = item.need("equation");
        Map<String, Integer> sizes = sizes(item);
        if (equation.isEmpty() || sizes.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = EQUATION.matcher(equation.get().text());
        if (!parts.matches()) {
            equation.get()
                    .refuse("must be a sum of products like O[b][k][oy][ox]+=W[k][c][fy][fx]*I[b][c][iy][ix], was \""
                            + equation.get().text() + "\"");
            return Optional.empty();
        }
        boolean weightsFirst = !parts.group(3).equals("I");
        Set<String> weights = indices(parts.group(weightsFirst ? 4 : 6));
        Set<String> inputs = indices(parts.group(weightsFirst ? 6 : 4));
        var windows = new ArrayList<Einsum.Window>();
        Optional<Map<String, Einsum.Margin>> margins = margins(item);
        if (margins.isEmpty()) {
            return Optional.empty();
        }
        for (YamlValue relation :
                item.get("dimension_relations").map(YamlValue::items).orElse(List.of())) {
            addWindow(relation, weights, inputs, margins.get(), windows);
        }
        windows.sort(Comparator.comparing(window -> ACROSS.contains(window.output())));
        for (Einsum.Window window : windows) {
            inputs.add(window.output());
            inputs.add(window.kernel());
        }
        inputs.retainAll(sizes.keySet());
        return Optional.of(new Einsum(sizes, weights, inputs, indices(parts.group(2)), windows));
    }

    private static Set<String> indices(String brackets) {
        var indices = new LinkedHashSet<String>();
        Matcher index = INDEX.matcher(brackets);
        while (index.find()) {
            indices.add(index.group(1));
        }
        return indices;
    }

    /** What is said of the map along each of its axes, by the axis' name; absent if faulty. */
    private static Optional<Map<String, Einsum.Margin>> margins(YamlValue item) {
        List<YamlValue> axes = item.get("pr_loop_dims").map(YamlValue::items).orElse(List.of());
        Optional<YamlValue> sizes = item.get("pr_loop_sizes");
        Optional<YamlValue> padding = item.get("padding");
        for (YamlValue list : Stream.concat(sizes.stream(), padding.stream()).toList()) {
            if (list.items().size() != axes.size()) {
                list.refuse(RootLocale.format(
                        "must have one for each of %d pr_loop_dims, was %d",
                        axes.size(), list.items().size()));
                return Optional.empty();
            }
        }
        var margins = new LinkedHashMap<String, Einsum.Margin>();
        for (int i = 0; i < axes.size(); i++) {
            int axis = i;
            List<YamlValue> zeros =
                    padding.map(list -> list.items().get(axis).items()).orElse(List.of());
            if (padding.isPresent() && zeros.size() != 2) {
                padding.get().items().get(i).refuse("must be zeros before and after, as in [1, 1]");
                return Optional.empty();
            }
            List<OptionalInt> sides =
                    zeros.stream().map(side -> side.integer(0, MOST_ZEROS)).toList();
            OptionalInt inputs =
                    sizes.map(list -> list.items().get(axis).integer(1, MOST)).orElse(OptionalInt.empty());
            if (sides.contains(OptionalInt.empty()) || (sizes.isPresent() && inputs.isEmpty())) {
                return Optional.empty();
            }
            margins.put(
                    axes.get(i).text().toLowerCase(Locale.ROOT),
                    sides.isEmpty()
                            ? new Einsum.Margin(0, 0, inputs)
                            : new Einsum.Margin(
                                    sides.get(0).getAsInt(), sides.get(1).getAsInt(), inputs));
        }
        return Optional.of(margins);
    }

    private static void addWindow(
            YamlValue relation,
            Set<String> weights,
            Set<String> inputs,
            Map<String, Einsum.Margin> margins,
            List<Einsum.Window> windows) {
        Matcher parts = RELATION.matcher(relation.text());
        if (!parts.matches() || !inputs.contains(parts.group(1))) {
            relation.refuse("must give a place of the inputs like ix=2*ox+1*fx, was \"" + relation.text() + "\"");
            return;
        }
        int one = Integer.parseInt(Optional.ofNullable(parts.group(2)).orElse("1"));
        int two = Integer.parseInt(Optional.ofNullable(parts.group(4)).orElse("1"));
        boolean kernelLast = weights.contains(parts.group(5));
        Einsum.Margin margin = margins.getOrDefault(parts.group(1).toLowerCase(Locale.ROOT), Einsum.Margin.UNKNOWN);
        windows.add(
                kernelLast
                        ? new Einsum.Window(parts.group(3), parts.group(5), one, two, margin)
                        : new Einsum.Window(parts.group(5), parts.group(3), two, one, margin));
    }

    private Map<String, Integer> sizes(YamlValue item) {
        Optional<YamlValue> names = item.need("loop_dims");
        Optional<YamlValue> values = item.need("loop_sizes");
        if (names.isEmpty() || values.isEmpty()) {
            return Map.of();
        }
        List<YamlValue> loops = names.get().items();
        List<YamlValue> bounds = values.get().items();
        if (loops.size() != bounds.size()) {
            values.get()
                    .refuse(RootLocale.format(
                            "must have a size for each of %d loops, was %d", loops.size(), bounds.size()));
            return Map.of();
        }
        var sizes = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < loops.size(); i++) {
            OptionalInt bound = bounds.get(i).integer(1, MOST);
            sizes.put(loops.get(i).text().toLowerCase(Locale.ROOT), bound.orElse(1));
        }
        return sizes;
    }
}
