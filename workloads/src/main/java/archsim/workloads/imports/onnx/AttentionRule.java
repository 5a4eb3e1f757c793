package archsim.workloads.imports.onnx;

import java.util.List;
import java.util.Map;

/** Attention as its two products of activations: scores and context. */
final class AttentionRule {

    private AttentionRule() {}

    static void register(Map<String, Rule> rules) {
        rules.put("Attention", AttentionRule::attend);
    }

    /** Queries, keys and values of {@code [batch][heads][tokens][size]}, or {@code [batch][tokens][heads * size]}. */
    private static List<Value> attend(Operands in) {
        Shape query = split(in.shape(0), in.number("q_num_heads", 0));
        Shape key = split(in.shape(1), in.number("kv_num_heads", 0));
        Shape value = split(in.shape(2), in.number("kv_num_heads", 0));
        int past = in.has(4) ? in.shape(4).get(2) : 0;
        int tokens = Math.addExact(key.get(2), past);
        long heads = (long) query.get(0) * query.get(1);
        if (query.get(3) != key.get(3) || key.get(1) != value.get(1) || query.get(1) % key.get(1) != 0) {
            throw new GraphFault("needs queries, keys and values that fit, was %s, %s and %s", query, key, value);
        }
        products(in, heads, query.get(2), query.get(3), tokens, value.get(3));
        Shape output = in.shape(0).rank() == 3
                ? in.shape(0).with(2, (long) query.get(1) * value.get(3))
                : query.with(3, value.get(3));
        return List.of(
                Value.of(output),
                Value.of(key.with(2, tokens)),
                Value.of(value.with(2, tokens)),
                Value.of(Shape.of(query.get(0), query.get(1), query.get(2), tokens)));
    }

    /**
     * Queries with keys, and what comes of them with values.
     *
     * @param heads of all batches
     * @param rows queries
     * @param size of a query and of a key
     * @param tokens keys and values
     */
    static void products(Operands in, long heads, int rows, int size, int tokens, int valueSize) {
        in.layers().activations(in.node(), "/scores", rows, size, tokens, heads);
        in.layers().activations(in.node(), "/context", rows, tokens, valueSize, heads);
    }

    private static Shape split(Shape shape, long heads) {
        if (shape.rank() == 4) {
            return shape;
        }
        if (shape.rank() != 3 || heads < 1 || shape.get(2) % heads != 0) {
            throw new GraphFault("needs tensors of 4 axes, or of 3 with their number of heads, was %s", shape);
        }
        return Shape.ofLongs(List.of((long) shape.get(0), heads, (long) shape.get(1), shape.get(2) / heads));
    }
}
