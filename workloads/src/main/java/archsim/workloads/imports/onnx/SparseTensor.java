package archsim.workloads.imports.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A tensor of which only what is not zero is stored ({@code SparseTensorProto}).
 *
 * @param values that are not zero
 * @param indices of them: places in row-major order, or one coordinate an axis
 */
record SparseTensor(StoredTensor values, StoredTensor indices, List<Long> extents) {

    private static final int MOST_AXES = 16;

    static SparseTensor read(String file, ProtoMessage message) {
        StoredTensor values = new StoredTensor("", 0, List.of(), List.of(), List.of(), Map.of());
        StoredTensor indices = values;
        var extents = new ArrayList<Long>();
        while (message.hasNext()) {
            switch (message.field()) {
                case 1 -> values = StoredTensor.read(file, message.message());
                case 2 -> indices = StoredTensor.read(file, message.message());
                case 3 -> message.addNumbersTo(extents, MOST_AXES);
                default -> message.skip();
            }
        }
        return new SparseTensor(values, indices, extents);
    }

    String name() {
        return values.name();
    }

    /** @param tensors reads the parts */
    Constant toConstant(Function<StoredTensor, Constant> tensors) {
        Shape shape = Shape.ofLongs(extents);
        Constant present = tensors.apply(values);
        Constant at = tensors.apply(indices);
        boolean coordinates = at.shape().rank() == 2;
        int width = coordinates ? shape.rank() : 1;
        if (at.size() != (long) present.size() * width) {
            throw new GraphFault("must have an index for each of its %d values, was %s", present.size(), at.shape());
        }
        var places = new HashMap<Integer, Double>();
        for (int i = 0; i < present.size(); i++) {
            double place = 0;
            for (int axis = 0; axis < width; axis++) {
                double coordinate = at.value(i * width + axis);
                long extent = coordinates ? shape.get(axis) : shape.elements();
                if (coordinate < 0 || coordinate >= extent) {
                    throw new GraphFault("must have indices from 0 to %d, was %s", extent - 1, coordinate);
                }
                place = place * (coordinates ? extent : 1) + coordinate;
            }
            places.put((int) place, present.value(i));
        }
        return Constant.of(name(), present.type(), shape, i -> places.getOrDefault(i, 0.0), 1);
    }
}
