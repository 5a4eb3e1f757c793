/**
 * ADMM-NN-S: training that is pulled towards a constraint set, mapping onto it, and retraining inside it.
 *
 * <p>A run is a list of {@link archsim.compression.admm.Stage}s over one {@link
 * archsim.compression.admm.CompressionState}, which is saved after every epoch and from which a run goes on as if it had
 * never stopped. Each stage trains the physically compacted network. Scaled form: {@code W} are the weights, {@code Z}
 * their projection, {@code U} the dual divided by {@code rho}; when {@code rho} grows, {@code U} shrinks in proportion.
 *
 * <p>Sources: X. Ma et al., "Non-Structured DNN Weight Pruning - Is It Beneficial in Any Platform?", TNNLS 2022,
 * section IV; S. Boyd et al., "Distributed Optimization and Statistical Learning via the Alternating Direction Method of
 * Multipliers", 2011, section 3.4.1.
 */
package archsim.compression.admm;
