package archsim.workloads.imports.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attention as ONNX Runtime fuses it: its two products of activations, and where the node holds the weights of queries, keys and values,
 * their product too.
 */
final class FusedAttention {

    private FusedAttention() {}

    static void register(Map<String, Rule> rules) {
        rules.put("com.microsoft.Attention", in -> projected(in, Convolutions.weights(in, 1), in.constant(2), 4));
        rules.put(
                "com.microsoft.QAttention",
                in -> projected(
                        in, Quantised.dequantised(Convolutions.weights(in, 1), in, 4, 7, 1), Optional.empty(), 8));
        rules.put("com.microsoft.MultiHeadAttention", FusedAttention::multiHead);
        rules.put("com.microsoft.GroupQueryAttention", FusedAttention::groupQuery);
    }

    /** Inputs {@code [batch][tokens][width]}, weights {@code [width][queries, keys and values]}, past keys and values first. */
    private static List<Value> projected(Operands in, Constant weights, Optional<Constant> bias, int pastInput) {
        Shape input = rank(in.shape(0), 3);
        Shape stacked = rank(weights.shape(), 2);
        List<Long> sizes = in.numbers("qkv_hidden_sizes");
        int third = stacked.get(1) / 3;
        int width = sizes.isEmpty() ? third : Math.toIntExact(sizes.get(0));
        int values = sizes.isEmpty() ? third : Math.toIntExact(sizes.get(sizes.size() - 1));
        if (stacked.get(0) != input.get(2) || 2L * width + values != stacked.get(1)) {
            throw new GraphFault("needs weights of queries, keys and values, was %s on %s", stacked, input);
        }
        int heads = heads(in, "num_heads", width, values);
        long rows = (long) input.get(0) * input.get(1);
        in.layers().product(in.node(), rows, input.get(2), stacked.get(1), 1, weights.transposed(List.of(1, 0)), bias);
        int past = in.has(pastInput) ? in.shape(pastInput).get(3) : 0;
        int tokens = Math.addExact(past, input.get(1));
        AttentionRule.products(in, (long) input.get(0) * heads, input.get(1), width / heads, tokens, values / heads);
        Shape present = Shape.of(2, input.get(0), heads, tokens, width / heads);
        return List.of(Value.of(input.with(2, values)), Value.of(present));
    }

    /** Queries, keys and values that other nodes made, stacked or one by one. */
    private static List<Value> multiHead(Operands in) {
        Shape query = in.shape(0);
        boolean stacked = query.rank() == 5;
        int width = stacked
                ? Math.multiplyExact(query.get(2), query.get(4))
                : rank(query, 3).get(2);
        int tokens = query.get(1);
        int keys = tokens;
        int values = width;
        if (!stacked) {
            Shape key = in.shape(1);
            keys = key.get(key.rank() == 4 ? 2 : 1);
            values = in.has(2) ? width(in.shape(2)) : width;
        }
        int heads = heads(in, "num_heads", width, values);
        if (in.has(6)) {
            keys = Math.addExact(keys, in.shape(6).get(2));
        }
        AttentionRule.products(in, (long) query.get(0) * heads, tokens, width / heads, keys, values / heads);
        return List.of(
                Value.of(Shape.of(query.get(0), tokens, values)),
                Value.of(Shape.of(query.get(0), heads, keys, width / heads)),
                Value.of(Shape.of(query.get(0), heads, keys, values / heads)));
    }

    /** Fewer keys and values than queries, of which several heads share one; all three may come stacked. */
    private static List<Value> groupQuery(Operands in) {
        Shape query = rank(in.shape(0), 3);
        int heads = Math.toIntExact(in.required("num_heads"));
        int shared = Math.toIntExact(in.required("kv_num_heads"));
        int all = in.has(1) ? heads : Math.addExact(heads, 2 * shared);
        if (heads < 1 || shared < 1 || heads % shared != 0 || query.get(2) % all != 0) {
            throw new GraphFault("needs heads that divide its width, was %d and %d of %s", heads, shared, query);
        }
        int size = query.get(2) / all;
        int past = in.has(3) ? in.shape(3).get(2) : 0;
        int tokens = in.constant(6)
                .map(total -> Math.toIntExact(total.integers().get(0)))
                .orElse(Math.addExact(past, query.get(1)));
        AttentionRule.products(in, (long) query.get(0) * heads, query.get(1), size, tokens, size);
        Value present = Value.of(Shape.of(query.get(0), shared, Math.max(past, tokens), size));
        return List.of(Value.of(query.with(2, (long) heads * size)), present, present);
    }

    private static int width(Shape shape) {
        return shape.rank() == 4
                ? Math.multiplyExact(shape.get(1), shape.get(3))
                : rank(shape, 3).get(2);
    }

    private static int heads(Operands in, String attribute, int... widths) {
        long heads = in.required(attribute);
        for (int width : widths) {
            if (heads < 1 || width < 1 || width % heads != 0) {
                throw new GraphFault("needs heads that divide its width, was %d of %d", heads, width);
            }
        }
        return (int) heads;
    }

    private static Shape rank(Shape shape, int axes) {
        if (shape.rank() != axes) {
            throw new GraphFault("needs a tensor of %d axes, was %s", axes, shape);
        }
        return shape;
    }
}
