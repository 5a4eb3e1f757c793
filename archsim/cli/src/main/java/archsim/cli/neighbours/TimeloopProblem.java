package archsim.cli.neighbours;

import archsim.base.Problems;
import archsim.base.RootLocale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Timeloop's problem (version 0.4): one layer, as the projections of its three tensors say.
 *
 * <p>Its inputs hold the padding.
 */
final class TimeloopProblem {

    private static final Set<String> KEYS = Set.of("version", "shape", "instance", "name");
    private static final Set<String> SHAPE_KEYS =
            Set.of("name", "dimensions", "coefficients", "data_spaces", "dataspaces");
    /** Sizes that its layer files repeat and its shapes do not use. */
    private static final Set<String> UNUSED = Set.of("H", "W", "Hpad", "Wpad", "name", "notes");

    private static final Set<String> NAMES_OF_WEIGHTS = Set.of("weights", "weight", "filters", "filter", "w");
    private static final int MOST = 1 << 30;

    private final Problems problems;
    private final Given given;
    private final List<String> notes;
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, YamlValue> densities = new LinkedHashMap<>();
    private final Map<String, Integer> coefficients = new LinkedHashMap<>();

    private TimeloopProblem(Problems problems, Given given, List<String> notes) {
        this.problems = problems;
        this.given = given;
        this.notes = notes;
    }

    /**
     * The layer of a problem; absent if it is faulty.
     *
     * @param name of the file without its ending
     * @param notes to which what was taken for what is added
     */
    static Optional<TimeloopLayer> read(
            Problems problems, String name, YamlValue problem, Given given, List<String> notes) {
        return new TimeloopProblem(problems, given, notes).read(name, problem);
    }

    private Optional<TimeloopLayer> read(String name, YamlValue problem) {
        problem.get("shape").ifPresent(TimeloopProblem::refuseName);
        problem.refuseKeysBut(KEYS, "");
        Optional<YamlValue> shape = problem.need("shape").filter(YamlValue::isMap);
        Optional<YamlValue> instance = problem.need("instance");
        if (shape.isEmpty() || instance.isEmpty()) {
            return Optional.empty();
        }
        shape.get().refuseKeysBut(SHAPE_KEYS, "");
        readSizes(shape.get(), instance.get());
        Optional<Einsum> einsum = einsum(shape.get());
        return problems.isEmpty()
                ? einsum.map(loops -> new TimeloopLayer(name, instance.get(), loops, names, densities))
                : Optional.empty();
    }

    private static void refuseName(YamlValue shape) {
        if (!shape.isMap()) {
            shape.refuse("must hold dimensions and data_spaces, was \"" + shape.text() + "\": write that shape out");
        }
    }

    private void readSizes(YamlValue shape, YamlValue instance) {
        Set<String> loops = shape.need("dimensions")
                .map(YamlValue::texts)
                .map(LinkedHashSet::new)
                .orElseGet(LinkedHashSet::new);
        for (YamlValue coefficient :
                shape.get("coefficients").map(YamlValue::items).orElse(List.of())) {
            coefficient
                    .need("name")
                    .ifPresent(known -> coefficients.put(
                            known.text(),
                            coefficient
                                    .get("default")
                                    .map(value -> value.integer(1, MOST).orElse(1))
                                    .orElse(1)));
        }
        instance.entries().forEach((key, value) -> {
            if (loops.contains(key)) {
                sizes.put(key, value.integer(1, MOST).orElse(1));
            } else if (coefficients.containsKey(key)) {
                coefficients.put(key, value.integer(1, MOST).orElse(1));
            } else if (key.equals("densities")) {
                densities.putAll(value.entries());
            } else if (!UNUSED.contains(key)) {
                value.refuse("is neither a dimension nor a coefficient of the shape");
            }
        });
        loops.stream().filter(loop -> !sizes.containsKey(loop)).forEach(loop -> sizes.put(loop, 1));
    }

    private Optional<Einsum> einsum(YamlValue shape) {
        List<YamlValue> tensors = shape.get("data_spaces")
                .or(() -> shape.need("dataspaces"))
                .map(YamlValue::items)
                .orElse(List.of());
        List<YamlValue> written =
                tensors.stream().filter(TimeloopProblem::isWritten).toList();
        List<YamlValue> read =
                tensors.stream().filter(tensor -> !isWritten(tensor)).toList();
        if (written.size() != 1 || read.size() != 2) {
            shape.refuse("must have two tensors that are read and one that is written, had " + read.size() + " and "
                    + written.size());
            return Optional.empty();
        }
        List<YamlValue> weights = read.stream().filter(this::isWeights).toList();
        if (weights.size() == 2 || (weights.isEmpty() && given.weights().isPresent())) {
            shape.refuse("must name one of its tensors as weights, had "
                    + String.join(", ", read.stream().map(TimeloopProblem::name).toList())
                    + ": --weights NAME says which");
            return Optional.empty();
        } else if (weights.isEmpty()) {
            weights = read.subList(0, 1);
            notes.add(RootLocale.format(
                    "the tensor %s is taken for the weights and %s for the inputs; --weights says another",
                    name(read.get(0)), name(read.get(1))));
        }
        YamlValue inputs = read.get(read.get(0) == weights.get(0) ? 1 : 0);
        names.put(name(weights.get(0)), "weights");
        names.put(name(inputs), "inputs");
        names.put(name(written.get(0)), "outputs");
        Set<String> ofWeights = loops(weights.get(0));
        var windows = new ArrayList<Einsum.Window>();
        for (YamlValue place : inputs.need("projection").map(YamlValue::items).orElse(List.of())) {
            addWindow(place, ofWeights, windows);
        }
        return Optional.of(new Einsum(sizes, ofWeights, loops(inputs), loops(written.get(0)), windows));
    }

    private static boolean isWritten(YamlValue tensor) {
        return tensor.get("read_write").map(YamlValue::text).orElse("").equalsIgnoreCase("true");
    }

    private static String name(YamlValue tensor) {
        return tensor.get("name").map(YamlValue::text).orElse("?");
    }

    private boolean isWeights(YamlValue tensor) {
        return given.weights()
                .map(said -> said.equals(name(tensor)))
                .orElse(NAMES_OF_WEIGHTS.contains(name(tensor).toLowerCase(Locale.ROOT)));
    }

    private Set<String> loops(YamlValue tensor) {
        var loops = new LinkedHashSet<String>();
        for (YamlValue place : tensor.need("projection").map(YamlValue::items).orElse(List.of())) {
            for (YamlValue term : place.items()) {
                loops.add(loop(term));
            }
        }
        return loops;
    }

    private static String loop(YamlValue term) {
        return term.texts().isEmpty() ? "?" : term.texts().get(0);
    }

    private void addWindow(YamlValue place, Set<String> ofWeights, List<Einsum.Window> windows) {
        List<YamlValue> terms = place.items();
        if (terms.size() == 1) {
            return;
        }
        if (terms.size() != 2 || ofWeights.contains(loop(terms.get(0))) == ofWeights.contains(loop(terms.get(1)))) {
            place.refuse("must be a loop, or one of the outputs and one of the weights");
            return;
        }
        boolean kernelFirst = ofWeights.contains(loop(terms.get(0)));
        YamlValue kernel = terms.get(kernelFirst ? 0 : 1);
        YamlValue output = terms.get(kernelFirst ? 1 : 0);
        windows.add(new Einsum.Window(loop(output), loop(kernel), factor(output), factor(kernel)));
    }

    private int factor(YamlValue term) {
        List<String> texts = term.texts();
        if (texts.size() < 2) {
            return 1;
        }
        Integer known = coefficients.get(texts.get(1));
        if (known == null) {
            term.refuse("names the coefficient \"" + texts.get(1) + "\", which the shape does not have");
        }
        return known == null ? 1 : known;
    }
}
