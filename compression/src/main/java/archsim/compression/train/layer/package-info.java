/**
 * The operations of a network on one slice of a batch, forward and backward: a {@link archsim.compression.train.layer.SliceOp} each,
 * on ND4J matrices and planes.
 */
package archsim.compression.train.layer;
