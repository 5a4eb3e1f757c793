package archsim.workloads.language;

import archsim.base.json.Range;

/**
 * How unevenly tokens come to the experts of a block.
 *
 * @param gini Gini index of the experts' expected tokens where experts are many: 0 even, near 1 if few get all. Measured with
 *     real text: DeepSeek-MoE-16B 0.105, Nemotron-30B 0.15, DeepSeek-V2-Lite above 0.24 (arXiv 2605.20982)
 */
public record RoutingSkew(@Range(min = 0, max = 0.95) double gini) {}
