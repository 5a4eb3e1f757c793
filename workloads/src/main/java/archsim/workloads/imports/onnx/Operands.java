package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A node with what is known of its inputs.
 *
 * @param inputs empty where an optional one is left out
 * @param opset version of the standard's operators
 * @param layers takes the layers that the node makes
 * @param tensors reads the tensor of an attribute
 */
record Operands(
        Node node,
        List<Optional<Value>> inputs,
        int opset,
        LayerSink layers,
        Function<StoredTensor, Constant> tensors) {

    boolean has(int index) {
        return index < inputs.size() && inputs.get(index).isPresent();
    }

    Value value(int index) {
        if (!has(index)) {
            throw new GraphFault("needs its input %d, which is left out", index + 1);
        }
        return inputs.get(index).orElseThrow();
    }

    Shape shape(int index) {
        return value(index).shape();
    }

    /** The elements of an input, if it is there and they are known. */
    Optional<Constant> constant(int index) {
        return has(index) ? value(index).constant() : Optional.empty();
    }

    /** The elements of an input on which the output's shape depends. */
    Constant known(int index) {
        value(index);
        return constant(index)
                .orElseThrow(() -> new GraphFault(
                        "makes a shape that depends on values of %s, which are not known before it runs",
                        node.inputs().get(index)));
    }

    List<Long> integers(int index) {
        return known(index).integers();
    }

    long integer(int index) {
        List<Long> numbers = integers(index);
        if (numbers.size() != 1) {
            throw new GraphFault("needs one number as its input %d, was %d", index + 1, numbers.size());
        }
        return numbers.get(0);
    }

    boolean hasAttribute(String name) {
        return node.attributes().containsKey(name);
    }

    long number(String attribute, long otherwise) {
        List<Long> numbers = numbers(attribute);
        return numbers.isEmpty() ? otherwise : numbers.get(0);
    }

    long required(String attribute) {
        if (numbers(attribute).isEmpty()) {
            throw new GraphFault("needs its attribute %s", attribute);
        }
        return numbers(attribute).get(0);
    }

    boolean flag(String attribute, boolean otherwise) {
        return number(attribute, otherwise ? 1 : 0) != 0;
    }

    /** Whole numbers of an attribute; none if it is absent. */
    List<Long> numbers(String attribute) {
        return hasAttribute(attribute) ? node.attributes().get(attribute).numbers() : List.of();
    }

    List<Double> floats(String attribute) {
        return hasAttribute(attribute) ? node.attributes().get(attribute).floats() : List.of();
    }

    String text(String attribute, String otherwise) {
        return hasAttribute(attribute) ? node.attributes().get(attribute).text() : otherwise;
    }

    Optional<Constant> tensor(String attribute) {
        return hasAttribute(attribute)
                ? node.attributes().get(attribute).tensor().map(tensors)
                : Optional.empty();
    }

    /** Numbers that older operators have as an attribute and later ones as an input; empty if neither says them. */
    Optional<List<Long>> said(String attribute, int input) {
        if (hasAttribute(attribute)) {
            return Optional.of(numbers(attribute));
        }
        return has(input) ? Optional.of(integers(input)) : Optional.empty();
    }

    /** An attribute of one number for each of {@code count} axes. */
    List<Integer> perAxis(String attribute, int count, int otherwise, int least) {
        List<Long> numbers = numbers(attribute);
        if (!numbers.isEmpty() && numbers.size() != count) {
            throw new GraphFault("needs %d numbers in %s, was %d", count, attribute, numbers.size());
        }
        var perAxis = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            long number = numbers.isEmpty() ? otherwise : numbers.get(i);
            if (number < least || number > 1 << 24) {
                throw new GraphFault("needs %s of %d to 2^24, was %d", attribute, least, number);
            }
            perAxis.add((int) number);
        }
        return perAxis;
    }
}
