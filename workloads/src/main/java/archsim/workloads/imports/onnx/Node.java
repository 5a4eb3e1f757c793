package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A node of a graph ({@code NodeProto}).
 *
 * @param name as messages call it: its own, or that of its first output
 * @param domain empty for the standard's operators
 * @param inputs names, empty where an optional one is left out
 */
record Node(
        String name,
        String operator,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes) {

    private static final Set<String> STANDARD = Set.of("", "ai.onnx");
    private static final int MOST_INPUTS = 65_536;

    Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    static Node read(String file, ProtoMessage message) {
        var inputs = new ArrayList<String>();
        var outputs = new ArrayList<String>();
        var attributes = new HashMap<String, Attribute>();
        String name = "";
        String operator = "";
        String domain = "";
        while (message.hasNext()) {
            switch (message.field()) {
                case 1 -> inputs.add(message.text());
                case 2 -> outputs.add(message.text());
                case 3 -> name = message.text();
                case 4 -> operator = message.text();
                case 5 -> {
                    Attribute attribute = Attribute.read(file, message.message());
                    attributes.put(attribute.name(), attribute);
                }
                case 7 -> domain = message.text();
                default -> message.skip();
            }
            if (inputs.size() > MOST_INPUTS || outputs.size() > MOST_INPUTS) {
                throw new GraphFault("must have nodes of at most %d inputs and outputs", MOST_INPUTS);
            }
        }
        if (name.isEmpty()) {
            name = outputs.stream()
                    .filter(output -> !output.isEmpty())
                    .findFirst()
                    .orElse(operator);
        }
        return new Node(name, operator, STANDARD.contains(domain) ? "" : domain, inputs, outputs, attributes);
    }

    /** Whether parts of the graph run or not, depending on values. */
    boolean isControlFlow() {
        return attributes.values().stream().anyMatch(Attribute::isGraph);
    }

    /** Operator and, where it is not the standard's, its domain. */
    String operatorInDomain() {
        return domain.isEmpty() ? operator : domain + "." + operator;
    }
}
