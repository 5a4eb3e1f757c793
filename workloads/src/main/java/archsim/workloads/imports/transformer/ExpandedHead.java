package archsim.workloads.imports.transformer;

/**
 * Rows of the matrix that expands latent keys and values, head after head.
 *
 * @param heads of the model
 * @param keys rows of a head that make its keys, the first ones
 * @param values rows that make its values
 */
public record ExpandedHead(int heads, int keys, int values) {}
