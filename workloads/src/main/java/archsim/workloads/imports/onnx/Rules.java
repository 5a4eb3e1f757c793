package archsim.workloads.imports.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of all operators that are read, by domain and name. */
final class Rules {

    /** Operators whose shapes depend on values and that hold no weights: without layers behind them they do no harm. */
    private static final Set<String> SELECTIONS = Set.of("NonMaxSuppression", "NonZero", "Unique", "StringNormalizer");

    private static final Map<String, Rule> ALL = all();

    private Rules() {}

    private static Map<String, Rule> all() {
        var rules = new HashMap<String, Rule>();
        ElementWise.register(rules);
        Pooling.register(rules);
        Layouts.register(rules);
        Parts.register(rules);
        Sizes.register(rules);
        Reductions.register(rules);
        Generators.register(rules);
        Quantised.register(rules);
        Convolutions.register(rules);
        TransposedConvolutions.register(rules);
        Products.register(rules);
        BlockQuantised.register(rules);
        EinsumRule.register(rules);
        Recurrent.register(rules);
        AttentionRule.register(rules);
        FusedAttention.register(rules);
        return Map.copyOf(rules);
    }

    static Optional<Rule> of(Node node) {
        return Optional.ofNullable(ALL.get(node.operatorInDomain()));
    }

    /** Whether a node without a rule can be left out where no layer lies behind it. */
    static boolean isSelection(Node node) {
        return SELECTIONS.contains(node.operatorInDomain());
    }

    /** Whether a node multiplies, so that its shape matters to the count of work. */
    static boolean multiplies(Node node) {
        return MULTIPLYING.contains(node.operator());
    }

    private static final Set<String> MULTIPLYING = Set.of(
            "Conv",
            "FusedConv",
            "ConvInteger",
            "QLinearConv",
            "ConvTranspose",
            "Gemm",
            "MatMul",
            "FusedMatMul",
            "MatMulInteger",
            "MatMulIntegerToFloat",
            "QLinearMatMul",
            "MatMulNBits",
            "DynamicQuantizeMatMul",
            "FusedGemm",
            "QGemm",
            "MatMulBnb4",
            "DeformConv",
            "NhwcConv",
            "NhwcFusedConv",
            "DynamicQuantizeLSTM",
            "QAttention",
            "MultiHeadAttention",
            "DecoderMaskedMultiHeadAttention",
            "GroupQueryAttention",
            "Einsum",
            "LSTM",
            "GRU",
            "RNN",
            "Attention");
}
