/**
 * Language models from the {@code config.json} of a hub alone.
 *
 * <p>Read {@link archsim.workloads.imports.transformer.Transformer}: what the configuration says, and the layers of one {@link
 * archsim.workloads.imports.transformer.TokenPass} over it. Counted are products with weights and the products of attention;
 * look-ups of embeddings, normalisation, rotary embedding, softmax and activation functions are no layers.
 */
package archsim.workloads.imports.transformer;
