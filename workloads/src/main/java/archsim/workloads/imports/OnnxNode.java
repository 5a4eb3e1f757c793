package archsim.workloads.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of an ONNX graph ({@code NodeProto}) with its attributes of whole numbers.
 *
 * @param inputs names, empty where an optional one is left out
 * @param autoPadded whether the padding is left to the runtime
 */
record OnnxNode(
        String operator,
        List<String> inputs,
        List<String> outputs,
        Map<String, List<Long>> attributes,
        boolean autoPadded) {

    static OnnxNode read(String file, ProtoMessage message) {
        var inputs = new ArrayList<String>();
        var outputs = new ArrayList<String>();
        var attributes = new HashMap<String, List<Long>>();
        String operator = "";
        boolean autoPadded = false;
        while (message.hasNext()) {
            switch (message.field()) {
                case 1 -> inputs.add(message.text());
                case 2 -> outputs.add(message.text());
                case 4 -> operator = message.text();
                case 5 -> autoPadded |= addAttribute(file, message.message(), attributes);
                default -> message.skip();
            }
        }
        return new OnnxNode(operator, List.copyOf(inputs), List.copyOf(outputs), attributes, autoPadded);
    }

    private static boolean addAttribute(String file, ProtoMessage message, Map<String, List<Long>> attributes) {
        String name = "";
        String text = "";
        var numbers = new ArrayList<Long>();
        while (message.hasNext()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 3 -> numbers.add(message.number());
                case 4 -> text = message.text();
                case 8 -> {
                    if (message.isBytes()) {
                        var packed = new ProtoMessage(file, message.bytes());
                        while (packed.hasNext()) {
                            numbers.add(packed.varint());
                        }
                    } else {
                        numbers.add(message.number());
                    }
                }
                default -> message.skip();
            }
        }
        attributes.put(name, Collections.unmodifiableList(numbers));
        return name.equals("auto_pad") && text.startsWith("SAME");
    }

    /** Input {@code index}, if the node has it. */
    Optional<String> input(int index) {
        return index < inputs.size() && !inputs.get(index).isEmpty()
                ? Optional.of(inputs.get(index))
                : Optional.empty();
    }

    /** Element {@code index} of an attribute, if it lies from 0 to 2^16; else {@code otherwise}. */
    int number(String attribute, int index, int otherwise) {
        List<Long> numbers = attributes.getOrDefault(attribute, List.of());
        boolean sound = index < numbers.size() && numbers.get(index) >= 0 && numbers.get(index) <= 65_536;
        return sound ? numbers.get(index).intValue() : otherwise;
    }

    /** Whether all elements of an attribute are equal. */
    boolean isUniform(String attribute) {
        return attributes.getOrDefault(attribute, List.of()).stream().distinct().count() <= 1;
    }
}
