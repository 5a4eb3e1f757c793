package archsim.workloads.imports.transformer;

/**
 * A mixture of experts in the place of one gated feed-forward part.
 *
 * @param count of experts
 * @param perToken that a token is sent to
 * @param width of an expert
 * @param shared width of the part that every token goes through, too; 0 if there is none
 * @param gatedShare whether a layer of one output weighs that part
 * @param bias whether the router adds a number to each expert's score
 * @param names of its layers
 */
record Experts(int count, int perToken, int width, int shared, boolean gatedShare, boolean bias, Names names) {

    /**
     * What the layers of a mixture are called, after the name of their block.
     *
     * @param router layer that chooses
     * @param prefix of an expert's layers, before its number
     * @param shared of the layers of the part for every token
     * @param gate layer of an expert, likewise up and down
     */
    record Names(String router, String prefix, String shared, String gate, String up, String down) {

        static final Names MIXTRAL =
                new Names("block_sparse_moe.gate", "block_sparse_moe.experts.", "", "w1", "w3", "w2");
        static final Names QWEN =
                new Names("mlp.gate", "mlp.experts.", "mlp.shared_expert.", "gate_proj", "up_proj", "down_proj");
        static final Names DEEPSEEK =
                new Names("mlp.gate", "mlp.experts.", "mlp.shared_experts.", "gate_proj", "up_proj", "down_proj");
    }

    Experts {
        if (perToken > count) {
            throw new IllegalArgumentException(
                    "experts for a token must be at most all, was " + perToken + " of " + count);
        }
    }
}
