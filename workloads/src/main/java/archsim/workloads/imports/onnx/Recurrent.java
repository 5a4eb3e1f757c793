package archsim.workloads.imports.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** LSTM, GRU and RNN as their products: of the inputs at all steps, and of the state at one step after the other. */
final class Recurrent {

    private Recurrent() {}

    static void register(Map<String, Rule> rules) {
        rules.put("LSTM", in -> run(in, 4, true));
        rules.put("GRU", in -> run(in, 3, false));
        rules.put("RNN", in -> run(in, 1, false));
    }

    private static List<Value> run(Operands in, int gates, boolean cell) {
        Shape input = in.shape(0);
        Shape weights = in.shape(1);
        Shape recurrence = in.shape(2);
        if (input.rank() != 3 || weights.rank() != 3 || recurrence.rank() != 3) {
            throw new GraphFault("needs three tensors of 3 axes, was %s, %s and %s", input, weights, recurrence);
        }
        boolean batchFirst = in.flag("layout", false);
        int steps = input.get(batchFirst ? 1 : 0);
        int batch = input.get(batchFirst ? 0 : 1);
        int directions = weights.get(0);
        int hidden = recurrence.get(2);
        Shape fitting = Shape.of(directions, gates * hidden, hidden);
        if (!recurrence.equals(fitting) || !weights.equals(Shape.of(directions, gates * hidden, input.get(2)))) {
            throw new GraphFault("needs weights of %d gates, was %s and %s on %s", gates, weights, recurrence, input);
        }
        for (int direction = 0; direction < directions; direction++) {
            product(in, 1, direction, (long) steps * batch);
            product(in, 2, direction, (long) steps * batch);
        }
        Value all = Value.of(
                batchFirst ? Shape.of(batch, steps, directions, hidden) : Shape.of(steps, directions, batch, hidden));
        Value last = Value.of(batchFirst ? Shape.of(batch, directions, hidden) : Shape.of(directions, batch, hidden));
        return cell ? List.of(all, last, last) : List.of(all, last);
    }

    private static void product(Operands in, int index, int direction, long rows) {
        Constant all = in.known(index);
        Shape shape = all.shape();
        int size = shape.get(1) * shape.get(2);
        Constant one = all.viewed(Shape.of(shape.get(1), shape.get(2)), i -> direction * size + i);
        String part = shape.get(0) == 1 ? "" : "/" + direction;
        in.layers().product(in.node(), part, rows, shape.get(2), shape.get(1), 1, one, Optional.empty());
    }
}
