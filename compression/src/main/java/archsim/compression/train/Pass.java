package archsim.compression.train;

/**
 * What the operations of one slice share while a batch goes through.
 *
 * @param parameters compact ones of the network
 * @param gradient by them, of this slice
 * @param training whether batch statistics and dropout are in force
 * @param seed of this batch and slice
 */
record Pass(float[] parameters, float[] gradient, boolean training, long seed) {}
