package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Einsum, where it is the product of two matrices or of many. */
final class EinsumRule {

    private EinsumRule() {}

    static void register(Map<String, Rule> rules) {
        rules.put("Einsum", EinsumRule::apply);
    }

    private static List<Value> apply(Operands in) {
        String equation = in.text("equation", "").replace(" ", "");
        String[] sides = equation.split("->", -1);
        String[] terms = sides[0].split(",", -1);
        if (sides.length != 2 || terms.length != in.inputs().size() || !equation.matches("[a-zA-Z,]*->[a-zA-Z]*")) {
            throw new GraphFault("needs an equation of letters with its output, was \"%s\"", equation);
        }
        var extents = new HashMap<Character, Integer>();
        for (int i = 0; i < terms.length; i++) {
            measure(terms[i], in.shape(i), extents);
        }
        List<Integer> output = new ArrayList<>();
        for (int i = 0; i < sides[1].length(); i++) {
            char letter = sides[1].charAt(i);
            if (!extents.containsKey(letter)) {
                throw new GraphFault("has %s in its output that no input has", letter);
            }
            output.add(extents.get(letter));
        }
        if (terms.length == 2) {
            multiply(in, terms[0], terms[1], sides[1], extents);
        } else if (terms.length > 2) {
            throw new GraphFault("must be a product of two tensors, was of %d", terms.length);
        }
        return List.of(Value.of(new Shape(output)));
    }

    private static void measure(String term, Shape shape, Map<Character, Integer> extents) {
        if (term.length() != shape.rank() || term.chars().distinct().count() != term.length()) {
            throw new GraphFault("needs a letter of its own for each axis of %s, was \"%s\"", shape, term);
        }
        for (int axis = 0; axis < term.length(); axis++) {
            Integer before = extents.putIfAbsent(term.charAt(axis), shape.get(axis));
            if (before != null && before != shape.get(axis)) {
                throw new GraphFault("has %s of %d and of %d", term.charAt(axis), before, shape.get(axis));
            }
        }
    }

    private static void multiply(
            Operands in, String one, String other, String output, Map<Character, Integer> extents) {
        boolean turned = in.constant(0).isPresent();
        String left = turned ? other : one;
        String right = turned ? one : other;
        String heads = letters(left, letter -> has(right, letter) && has(output, letter));
        String reduced = letters(left, letter -> has(right, letter) && !has(output, letter));
        String rows = letters(left, letter -> !has(right, letter));
        String columns = letters(right, letter -> !has(left, letter));
        if (!letters(rows + columns, letter -> !has(output, letter)).isEmpty()) {
            throw new GraphFault("sums over axes of one tensor, which no layer of archsim does");
        }
        if (reduced.isEmpty()) {
            return;
        }
        long rowCount = product(rows, extents);
        int reduction = Math.toIntExact(product(reduced, extents));
        int columnCount = Math.toIntExact(product(columns, extents));
        int headCount = Math.toIntExact(product(heads, extents));
        Optional<Constant> weights = in.constant(turned ? 0 : 1);
        if (weights.isEmpty()) {
            in.layers().activations(in.node(), "", rowCount, reduction, columnCount, headCount);
            return;
        }
        List<Integer> order = new ArrayList<>();
        String ordered = heads + columns + reduced;
        for (int i = 0; i < ordered.length(); i++) {
            order.add(right.indexOf(ordered.charAt(i)));
        }
        in.layers()
                .product(
                        in.node(),
                        rowCount,
                        reduction,
                        columnCount,
                        headCount,
                        weights.get().transposed(order),
                        Optional.empty());
    }

    private static boolean has(String letters, char letter) {
        return letters.indexOf(letter) >= 0;
    }

    private static String letters(String term, Predicate<Character> wanted) {
        var found = new StringBuilder();
        for (int i = 0; i < term.length(); i++) {
            if (wanted.test(term.charAt(i))) {
                found.append(term.charAt(i));
            }
        }
        return found.toString();
    }

    private static long product(String letters, Map<Character, Integer> extents) {
        long product = 1;
        for (int i = 0; i < letters.length(); i++) {
            product = Math.multiplyExact(product, (long) extents.get(letters.charAt(i)));
        }
        return product;
    }
}
