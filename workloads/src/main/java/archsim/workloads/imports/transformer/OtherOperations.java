package archsim.workloads.imports.transformer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Operations of one token beside the products of layers; an exponential or a root counts as one.
 *
 * <p>A number of a root-mean-square norm takes 4 operations (square, add, multiply, weight), of a layer norm 7 (mean, difference,
 * square, add, multiply, weight, bias); a rotated number 3; an activation function 5, the product with a gate 1; a residual
 * addition 1; an expert's score 6, the weighing of its output 2 for each number.
 */
record OtherOperations(Transformer model) {

    Map<String, Long> ofToken() {
        var operations = new LinkedHashMap<String, Long>();
        long blocks = model.blocks().size();
        long mixtures = model.mixtures().size();
        operations.put("normalisation", normalisation(blocks));
        operations.put("rotaryEmbedding", rotary(blocks));
        operations.put("activationFunctions", activation(blocks - mixtures, mixtures));
        operations.put("residualAdditions", 2 * blocks * model.hidden());
        operations.put("routing", mixtures * model.expertCount() * 6);
        return operations;
    }

    private long normalisation(long blocks) {
        long each = model.family().hasBiases() ? 7 : 4;
        long wide = (blocks * model.family().normsOfBlock() + 1) * model.hidden() * each;
        long heads = model.family().hasQueryNorm()
                ? blocks * ((long) model.heads() + model.keyHeads()) * model.headSize() * each
                : 0;
        long latent = model.latent()
                .map(found -> blocks * ((long) found.queryRank().orElse(0) + found.rank()) * each)
                .orElse(0L);
        return wide + heads + latent;
    }

    private long rotary(long blocks) {
        if (model.family().hasBiases()) {
            return 0;
        }
        long numbers = model.latent()
                .map(found -> (model.heads() + 1L) * found.rotary())
                .orElseGet(() -> ((long) model.heads() + model.keyHeads()) * model.headSize());
        return 3 * blocks * numbers;
    }

    private long activation(long dense, long mixtures) {
        long each = model.family().isGated() ? 6 : 5;
        long mixed = model.experts()
                .map(experts -> ((long) experts.perToken() * experts.width() + experts.shared()) * each
                        + 2L * experts.perToken() * model.hidden())
                .orElse(0L);
        return dense * model.width() * each + mixtures * mixed;
    }
}
