/**
 * Euclidean projections onto the sets that pruning and quantisation allow: the Z step of ADMM.
 *
 * <p>Counts are exact. Of equal magnitudes or norms the one with the lower index survives, so a seed gives the same mask
 * on every machine; NaN and infinity are errors. All but the choice of rows and columns together give the closest
 * points of their sets. {@link archsim.compression.projection.SparsityProjection} is the
 * simplest to read first.
 */
package archsim.compression.projection;
