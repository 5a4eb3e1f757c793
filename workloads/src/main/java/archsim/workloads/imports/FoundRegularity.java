package archsim.workloads.imports;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.storage.Compaction;
import archsim.workloads.storage.NOfM;
import archsim.workloads.storage.PatternLibrary;
import java.util.List;
import java.util.Optional;

/** What the zeros of a layer look like. */
public enum FoundRegularity {
    /** No zeros. */
    DENSE,
    /** Whole filters. */
    FILTER,
    /** Whole columns. */
    COLUMN,
    /** Whole filters and columns. */
    COLUMN_FILTER,
    /** 3 x 3 kernels of a few patterns of four weights. */
    PATTERN,
    /** 1 of 4, 2 of 4 or 4 of 8 weights that follow one another. */
    NM,
    /** No order that is known here. */
    NON_STRUCTURED;

    private static final List<NOfM> GROUPS = List.of(new NOfM(1, 4), new NOfM(2, 4), new NOfM(4, 8));
    private static final int MOST_PATTERNS = 16;
    /** Very sparse random masks satisfy the rules of patterns and groups too, but leave their places unused. */
    private static final double LEAST_USE = 0.8;

    /** The first of these that describes all zeros of a layer. */
    static FoundRegularity of(Mask mask, LayerShape shape) {
        int count = mask.count();
        if (count == mask.size()) {
            return DENSE;
        }
        Compaction kept = Compaction.of(mask, shape);
        if (count == kept.weights()) {
            boolean filters = kept.keptFilters().size() < shape.k();
            boolean columns = kept.keptColumns().size() < shape.weightsPerFilter();
            return filters && columns ? COLUMN_FILTER : filters ? FILTER : COLUMN;
        }
        if (isPattern(mask, shape)) {
            return PATTERN;
        }
        return GROUPS.stream().anyMatch(group -> isGrouped(group, mask, shape)) ? NM : NON_STRUCTURED;
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

    private static boolean isGrouped(NOfM group, Mask mask, LayerShape shape) {
        if (!group.holds(mask, shape, 1)) {
            return false;
        }
        var bits = group.size(mask, shape, 1);
        return bits.weights() >= LEAST_USE * (bits.total() / (1.0 + placeBits(group)));
    }

    private static int placeBits(NOfM group) {
        return 32 - Integer.numberOfLeadingZeros(group.m() - 1);
    }

    /** The scheme of a model whose layers have these regularities. */
    static Scheme scheme(List<FoundRegularity> layers) {
        if (layers.stream().allMatch(layer -> layer == DENSE)) {
            return Scheme.DENSE;
        }
        return layers.stream().allMatch(FoundRegularity::isStructured) ? Scheme.COLUMN_FILTER : Scheme.NON_STRUCTURED;
    }

    private boolean isStructured() {
        return this == DENSE || this == FILTER || this == COLUMN || this == COLUMN_FILTER;
    }
}
