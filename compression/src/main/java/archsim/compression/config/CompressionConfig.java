package archsim.compression.config;

import archsim.base.json.Range;
import archsim.workloads.Scheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A whole compression run: dense training, rounds of pruning, quantisation.
 *
 * @param schemaVersion of this format
 * @param network to train: the name of one that ships, or a network's file
 * @param scheme what pruning may remove; {@code dense} has no rounds
 * @param seed of every random choice
 * @param batchSize images of one step
 * @param shiftPixels largest random shift of a training image in each direction; 0 for none
 * @param validationImages last ones of the training set, kept aside to watch and choose by
 * @param dense training of all weights, from random ones or from those of {@code from}
 * @param rounds of pruning, each stricter than the one before
 * @param quantisation of what is left; weights stay floats of 32 bits if absent
 * @param method of pruning; plain ADMM if absent
 * @param search that finds the rounds, which are then none; absent if they are given
 * @param learning how all training learns; by Adam along half a cosine if absent
 * @param from file of trained weights to start from; random ones if absent
 * @param input what is done to a pixel before the network reads it; only the division by 255 if absent
 * @param slices of a batch whose gradients are worked out for themselves and then added, which decides the last bits of a
 *     model and how many threads can help; {@link #USUAL_SLICES} if absent
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
        Optional<Quantisation> quantisation,
        Optional<Method> method,
        Optional<Search> search,
        Optional<Learning> learning,
        Optional<String> from,
        Optional<InputScaling> input,
        @Range(min = 1, max = 64) OptionalInt slices) {

    /** Slices of a batch where a configuration does not say. */
    public static final int USUAL_SLICES = 8;

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

    /** Slices of a batch. */
    public int slicesOrUsual() {
        return slices.orElse(USUAL_SLICES);
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

    /** The dense training that the run begins with, and nothing after it: weights stay floats, and no one is taught. */
    public CompressionConfig denseOnly() {
        Optional<Learning> untaught = learning.map(Learning::untaught).filter(other -> !other.equals(Learning.PLAIN));
        return pruned(Scheme.DENSE, List.of(), Optional.empty(), untaught);
    }

    /**
     * The same by another scheme, without a search.
     *
     * @param otherRounds of pruning by {@code otherScheme}
     * @param levels absent for floats
     */
    public CompressionConfig pruned(Scheme otherScheme, List<Round> otherRounds, Optional<Quantisation> levels) {
        return pruned(otherScheme, otherRounds, levels, learning);
    }

    private CompressionConfig pruned(
            Scheme otherScheme,
            List<Round> otherRounds,
            Optional<Quantisation> levels,
            Optional<Learning> otherLearning) {
        return new CompressionConfig(
                schemaVersion,
                network,
                otherScheme,
                seed,
                batchSize,
                shiftPixels,
                validationImages,
                dense,
                otherRounds,
                levels,
                otherScheme == Scheme.DENSE ? Optional.empty() : method,
                Optional.empty(),
                otherLearning,
                from,
                input,
                slices);
    }

    /** The same of another network. */
    public CompressionConfig withNetwork(String other) {
        return with(other, scheme, method);
    }

    /** The same from a file of trained weights. */
    public CompressionConfig withFrom(String file) {
        return new CompressionConfig(
                schemaVersion,
                network,
                scheme,
                seed,
                batchSize,
                shiftPixels,
                validationImages,
                dense,
                rounds,
                quantisation,
                method,
                search,
                learning,
                Optional.of(file),
                input,
                slices);
    }

    /** The same with files by their names alone, as a model's file tells it: where they lay is nobody else's concern. */
    public CompressionConfig withoutFolders() {
        CompressionConfig named = withNetwork(fileName(network));
        return from.map(file -> named.withFrom(fileName(file))).orElse(named);
    }

    private static String fileName(String file) {
        return String.valueOf(Path.of(file).getFileName());
    }

    /** The same with other rounds and another search. */
    CompressionConfig withRounds(List<Round> others, Optional<Search> otherSearch) {
        return new CompressionConfig(
                schemaVersion,
                network,
                scheme,
                seed,
                batchSize,
                shiftPixels,
                validationImages,
                dense,
                others,
                quantisation,
                method,
                otherSearch,
                learning,
                from,
                input,
                slices);
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
                learning,
                from,
                input,
                slices);
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
                learning,
                from,
                input,
                slices);
    }
}
