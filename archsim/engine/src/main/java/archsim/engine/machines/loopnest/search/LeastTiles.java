package archsim.engine.machines.loopnest.search;

import archsim.base.RootLocale;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.pe.Precision;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tiles that limits force into each memory: what the factors fixed inside of it make, and what those outside leave over.
 *
 * <p>Tensors that lie there in a code count as nothing, as only a mask tells how many bits they take.
 */
final class LeastTiles {

    private final List<Level> levels;
    private final LayerWorkload layer;
    private final Precision precision;
    private final TileSizes sizes;

    LeastTiles(List<Level> levels, LayerWorkload layer, Precision precision, SearchLimits limits) {
        this.levels = levels;
        this.layer = layer;
        this.precision = precision;
        sizes = new TileSizes(layer.shape(), levels.size());
        for (int d = 0; d < Dimension.COUNT; d++) {
            long inside = 1;
            for (int level = levels.size() - 1; level >= 0; level--) {
                inside = Math.min(sizes.bounds[d], inside * limits.least(level, d));
                long outside = 1;
                for (int outer = 0; outer < level; outer++) {
                    outside = Math.min(sizes.bounds[d], outside * limits.most(outer, d));
                }
                sizes.below[level][d] = (int) Math.max(inside, (sizes.bounds[d] + outside - 1) / outside);
            }
        }
    }

    /** Memories that no mapping within the limits fits, a sentence each. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        for (int level = 1; level < levels.size(); level++) {
            if (levels.get(level) instanceof Memory memory) {
                if (memory.partition().isPresent()) {
                    for (Operand operand : memory.holds()) {
                        require(level, memory, List.of(operand), faults);
                    }
                } else {
                    require(level, memory, memory.holds(), faults);
                }
            }
        }
        return faults;
    }

    private void require(int level, Memory memory, List<Operand> operands, List<String> faults) {
        double needed = operands.stream()
                .mapToDouble(operand -> bits(level, memory, operand))
                .sum();
        long there = memory.tileBits(operands.get(0));
        if (needed > there) {
            faults.add(RootLocale.format(
                    "%s: needs %.0f bytes for %s of at least %s, there are %d",
                    memory.name(),
                    Math.ceil(needed / Byte.SIZE),
                    operands.stream().map(Operand::jsonName).collect(Collectors.joining(", ")),
                    extents(level),
                    there / Byte.SIZE));
        }
    }

    private double bits(int level, Memory memory, Operand operand) {
        int each = operand == Operand.WEIGHTS
                ? layer.weightBits()
                : operand == Operand.INPUTS ? precision.activationBits() : precision.accumulatorBits();
        return memory.format(operand).isCompressed() ? 0 : sizes.elements(level, operand) * each;
    }

    private String extents(int level) {
        var parts = new ArrayList<String>();
        for (Dimension dimension : Dimension.values()) {
            int extent = sizes.below[level][dimension.at()];
            if (extent > 1) {
                parts.add(dimension.jsonName() + " " + extent);
            }
        }
        return String.join(" ", parts);
    }
}
