package archsim.compression.config;

import archsim.base.json.Range;
import archsim.workloads.Scheme;
import java.util.List;
import java.util.Optional;

/**
 * A whole compression run: dense training, rounds of pruning, quantisation.
 *
 * @param schemaVersion of this format
 * @param network to train
 * @param scheme what pruning may remove; {@code dense} has no rounds
 * @param seed of every random choice
 * @param batchSize images of one step
 * @param shiftPixels largest random shift of a training image in each direction; 0 for none
 * @param validationImages last ones of the training set, kept aside to watch and choose by
 * @param dense training from random weights
 * @param rounds of pruning, each stricter than the one before
 * @param quantisation of what is left
 * @param method of pruning; plain ADMM if absent
 * @param search that finds the rounds, which are then none; absent if they are given
 * @param learning how all training learns; by Adam along half a cosine if absent
 */
public record CompressionConfig(
        @Range(min = 1, max = 1) int schemaVersion,
        String network,
        Scheme scheme,
        long seed,
        @Range(min = 2, max = 4096) int batchSize,
        @Range(min = 0, max = 4) int shiftPixels,
        @Range(min = 1, max = 1_000_000) int validationImages,
        Training dense,
        List<Round> rounds,
        Quantisation quantisation,
        Optional<Method> method,
        Optional<Search> search,
        Optional<Learning> learning) {

    public CompressionConfig {
        rounds = List.copyOf(rounds);
    }

    /** The method of pruning. */
    public Method methodOrPlain() {
        return method.orElse(Method.PLAIN);
    }

    /** How training learns. */
    public Learning learningOrPlain() {
        return learning.orElse(Learning.PLAIN);
    }

    /** The scheme of one of the rounds. */
    public Scheme schemeOf(Round round) {
        return round.scheme().orElse(scheme);
    }

    /** The same with another seed. */
    public CompressionConfig withSeed(long other) {
        return with(other, method);
    }

    /** The same by another method of pruning. */
    public CompressionConfig withMethod(Method.Kind kind) {
        return with(seed, Optional.of(methodOrPlain().withKind(kind)));
    }

    /** The same with another network, scheme and way of pruning. */
    CompressionConfig with(String otherNetwork, Scheme otherScheme, Optional<Method> otherMethod) {
        return new CompressionConfig(
                schemaVersion,
                otherNetwork,
                otherScheme,
                seed,
                batchSize,
                shiftPixels,
                validationImages,
                dense,
                rounds,
                quantisation,
                otherMethod,
                search,
                learning);
    }

    private CompressionConfig with(long otherSeed, Optional<Method> otherMethod) {
        return new CompressionConfig(
                schemaVersion,
                network,
                scheme,
                otherSeed,
                batchSize,
                shiftPixels,
                validationImages,
                dense,
                rounds,
                quantisation,
                otherMethod,
                search,
                learning);
    }
}
