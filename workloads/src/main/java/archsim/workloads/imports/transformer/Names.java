package archsim.workloads.imports.transformer;

/**
 * What the layers of a family are called, after the name of their block.
 *
 * @param block before its number
 * @param attention before the names of scores and context
 * @param output of attention
 * @param up first layer of the feed-forward part
 * @param down its last
 * @param embedding the table of tokens, which tied models use as their head
 */
record Names(String block, String attention, String output, String up, String down, String embedding) {

    static final Names LLAMA = new Names(
            "model.layers.", "self_attn.", "self_attn.o_proj", "mlp.up_proj", "mlp.down_proj", "model.embed_tokens");
    static final Names GPT2 = new Names("h.", "attn.", "attn.c_proj", "mlp.c_fc", "mlp.c_proj", "wte");
    static final Names BERT = new Names(
            "encoder.layer.",
            "attention.self.",
            "attention.output.dense",
            "intermediate.dense",
            "output.dense",
            "embeddings.word_embeddings");
}
