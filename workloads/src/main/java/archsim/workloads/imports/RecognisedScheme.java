package archsim.workloads.imports;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.storage.Compaction;
import archsim.workloads.storage.NmFormat;
import archsim.workloads.storage.PatternLibrary;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * What the zeros of a layer look like.
 *
 * <p>Channels of one column each count as columns. Patterns are those of 3 x 3 kernels with four weights. Groups are 1:2,
 * 1:4, 2:4, 1:8, 2:8 and 4:8.
 */
final class RecognisedScheme {

    private static final List<NmFormat> GROUPS = List.of(
            new NmFormat(1, 2),
            new NmFormat(1, 4),
            new NmFormat(2, 4),
            new NmFormat(1, 8),
            new NmFormat(2, 8),
            new NmFormat(4, 8));
    private static final int MOST_PATTERNS = 16;
    /** Very sparse random masks satisfy the rules of patterns and groups too, but leave their places unused. */
    private static final double LEAST_USE = 0.8;

    private RecognisedScheme() {}

    /** The narrowest scheme that describes all zeros of a layer. */
    static Scheme of(Mask mask, LayerShape shape) {
        int count = mask.count();
        if (count == mask.size()) {
            return Scheme.DENSE;
        }
        Compaction kept = Compaction.of(mask, shape);
        if (count == kept.weights()) {
            boolean filters = kept.keptFilters().size() < shape.k();
            boolean columns = kept.keptColumns().size() < shape.weightsPerFilter();
            if (filters) {
                return columns ? Scheme.COLUMN_FILTER : Scheme.FILTER;
            }
            return isOfChannels(kept, shape) ? Scheme.CHANNEL : Scheme.COLUMN;
        }
        if (isPattern(mask, shape)) {
            return Scheme.PATTERN;
        }
        return GROUPS.stream().anyMatch(group -> isGrouped(group, mask, shape)) ? Scheme.NM : Scheme.NON_STRUCTURED;
    }

    /** Whether each channel is kept at all its places or at none. */
    private static boolean isOfChannels(Compaction kept, LayerShape shape) {
        int places = shape.r() * shape.s();
        long channels = kept.keptColumns().stream()
                .map(column -> column / places)
                .distinct()
                .count();
        return places > 1 && kept.keptColumns().size() == channels * places;
    }

    private static boolean isPattern(Mask mask, LayerShape shape) {
        Optional<PatternLibrary> library = PatternLibrary.of(mask, shape);
        if (library.isEmpty() || library.get().patterns().size() > MOST_PATTERNS) {
            return false;
        }
        int places = shape.r() * shape.s();
        long kernels = 0;
        for (int start = 0; start < mask.size(); start += places) {
            kernels += mask.next(start) < start + places ? 1 : 0;
        }
        return mask.count() >= LEAST_USE * PatternLibrary.ENTRIES * kernels;
    }

    private static boolean isGrouped(NmFormat group, Mask mask, LayerShape shape) {
        if (!group.holds(mask, shape, 1)) {
            return false;
        }
        var bits = group.size(mask, shape, 1);
        return bits.weights() >= LEAST_USE * (bits.total() / (1.0 + placeBits(group)));
    }

    private static int placeBits(NmFormat group) {
        return 32 - Integer.numberOfLeadingZeros(group.m() - 1);
    }

    /**
     * The narrowest scheme that holds for all layers of a model; dense ones have any.
     *
     * <p>Where a kernel is one weight, a channel is a column, and kernels left out beside patterns are single weights.
     *
     * @param layers scheme of each layer
     * @param shapes of the same layers
     */
    static Scheme of(List<Scheme> layers, List<LayerShape> shapes) {
        var schemes = EnumSet.noneOf(Scheme.class);
        boolean channels = layers.contains(Scheme.CHANNEL);
        boolean patterns = layers.contains(Scheme.PATTERN);
        for (int i = 0; i < shapes.size(); i++) {
            boolean single = shapes.get(i).r() * shapes.get(i).s() == 1;
            Scheme scheme = layers.get(i);
            if (single && scheme == Scheme.COLUMN && channels) {
                scheme = Scheme.CHANNEL;
            } else if (single && scheme == Scheme.NON_STRUCTURED && patterns) {
                scheme = Scheme.PATTERN;
            }
            schemes.add(scheme);
        }
        schemes.remove(Scheme.DENSE);
        if (schemes.size() < 2) {
            return schemes.stream().findFirst().orElse(Scheme.DENSE);
        }
        if (schemes.equals(EnumSet.of(Scheme.CHANNEL, Scheme.COLUMN))) {
            return Scheme.COLUMN;
        }
        return schemes.stream().allMatch(Scheme::isStructured) ? Scheme.COLUMN_FILTER : Scheme.NON_STRUCTURED;
    }
}
