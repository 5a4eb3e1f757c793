/**
 * Compression of neural networks by ADMM-NN-S: train, prune, quantise, export.
 *
 * <p>{@link archsim.compression.Compression} is the entry, {@link archsim.compression.config.CompressionConfig} what it
 * is asked to do. The projections are in {@code projection}, the method in {@code admm}, the networks in {@code network},
 * and the arithmetic on ND4J arrays in {@code train}, the only package that loads ND4J. Left out: one
 * mask for all the filters that write into a residual sum, which are chosen writer by writer.
 */
package archsim.compression;
