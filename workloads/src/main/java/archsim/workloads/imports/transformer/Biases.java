package archsim.workloads.imports.transformer;

/**
 * Which layers have biases; they are parameters, and no multiply-accumulates.
 *
 * @param queries whether queries, keys and values have
 * @param output whether the output of attention has
 * @param feedForward whether the feed-forward part has
 */
record Biases(boolean queries, boolean output, boolean feedForward) {}
