package archsim.workloads.imports.transformer;

/**
 * What the layers of a family are called, after the name of their block.
 *
 * @param block before its number
 * @param attention before the names of scores and context
 * @param fused layer that makes queries, keys and values side by side; empty if three layers do
 * @param query layer, likewise key and value
 * @param output of attention
 * @param gate of the feed-forward part; empty if it has none, or if {@code up} holds both
 * @param up first layer of the feed-forward part
 * @param down its last
 * @param embedding the table of tokens, which tied models use as their head
 */
record Names(
        String block,
        String attention,
        String fused,
        String query,
        String key,
        String value,
        String output,
        String gate,
        String up,
        String down,
        String embedding) {

    static final Names LLAMA = new Names(
            "model.layers.",
            "self_attn.",
            "",
            "q_proj",
            "k_proj",
            "v_proj",
            "self_attn.o_proj",
            "mlp.gate_proj",
            "mlp.up_proj",
            "mlp.down_proj",
            "model.embed_tokens");
    static final Names PHI3 = new Names(
            "model.layers.",
            "self_attn.",
            "qkv_proj",
            "",
            "",
            "",
            "self_attn.o_proj",
            "",
            "mlp.gate_up_proj",
            "mlp.down_proj",
            "model.embed_tokens");
    static final Names GPT2 =
            new Names("h.", "attn.", "c_attn", "", "", "", "attn.c_proj", "", "mlp.c_fc", "mlp.c_proj", "wte");
    static final Names BERT = new Names(
            "encoder.layer.",
            "attention.self.",
            "",
            "query",
            "key",
            "value",
            "attention.output.dense",
            "",
            "intermediate.dense",
            "output.dense",
            "embeddings.word_embeddings");
}
