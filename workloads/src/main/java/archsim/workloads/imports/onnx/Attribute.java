package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An attribute of a node ({@code AttributeProto}).
 *
 * @param numbers of {@code i} or {@code ints}
 * @param floats of {@code f} or {@code floats}
 * @param text of {@code s}
 * @param tensor of {@code t}, not read yet
 * @param sparse of {@code sparse_tensor}, not read yet
 * @param isGraph whether it holds a graph
 */
record Attribute(
        String name,
        List<Long> numbers,
        List<Double> floats,
        String text,
        Optional<StoredTensor> tensor,
        Optional<SparseTensor> sparse,
        boolean isGraph) {

    private static final int MOST_NUMBERS = 1 << 20;

    static Attribute read(String file, ProtoMessage message) {
        String name = "";
        String text = "";
        var numbers = new ArrayList<Long>();
        var floats = new ArrayList<Double>();
        Optional<StoredTensor> tensor = Optional.empty();
        boolean isGraph = false;
        Optional<SparseTensor> sparse = Optional.empty();
        while (message.hasNext()) {
            int field = message.field();
            switch (field) {
                case 1 -> name = message.text();
                case 2 -> floats.add((double) message.float32());
                case 3 -> numbers.add(message.number());
                case 4 -> text = message.text();
                case 5 -> tensor = Optional.of(StoredTensor.read(file, message.message()));
                case 7 -> addFloats(file, message, floats);
                case 8 -> message.addNumbersTo(numbers, MOST_NUMBERS);
                case 22 -> sparse = Optional.of(SparseTensor.read(file, message.message()));
                default -> {
                    isGraph |= field == 6 || field == 11;
                    message.skip();
                }
            }
        }
        return new Attribute(name, List.copyOf(numbers), List.copyOf(floats), text, tensor, sparse, isGraph);
    }

    private static void addFloats(String file, ProtoMessage message, List<Double> floats) {
        if (!message.isBytes()) {
            floats.add((double) message.float32());
            return;
        }
        var packed = message.bytes();
        while (packed.remaining() >= Float.BYTES && floats.size() < MOST_NUMBERS) {
            floats.add((double) packed.getFloat());
        }
        if (packed.hasRemaining()) {
            throw new GraphFault("must have lists of whole floats, at most %d, in %s", MOST_NUMBERS, file);
        }
    }
}
