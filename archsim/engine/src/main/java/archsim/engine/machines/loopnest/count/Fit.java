package archsim.engine.machines.loopnest.count;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.engine.machines.loopnest.architecture.Dimension;
import archsim.engine.machines.loopnest.architecture.Format;
import archsim.engine.machines.loopnest.architecture.Memory;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Scales;
import archsim.engine.machines.loopnest.architecture.Spatial;
import archsim.engine.machines.loopnest.mapping.Nest;
import archsim.engine.pe.Precision;
import archsim.engine.plan.MappingLimits;
import archsim.workloads.Axis;
import archsim.workloads.LayerWorkload;
import java.util.ArrayList;
import java.util.List;

/** Whether the tiles of a nest fit their levels, and the masks their formats. */
final class Fit {

    private final Nest nest;
    private final LayerWorkload layer;
    private final Precision precision;
    private final LayerMasks masks;
    private final List<String> faults = new ArrayList<>();

    Fit(Nest nest, LayerWorkload layer, Precision precision, LayerMasks masks) {
        this.nest = nest;
        this.layer = layer;
        this.precision = precision;
        this.masks = masks;
    }

    /** @throws archsim.engine.plan.InfeasibleLayerException with all that does not fit */
    void require() {
        var limits = new MappingLimits(layer.layer().name());
        faults().forEach(limits::fault);
        limits.throwIfAny();
    }

    /** All that does not fit, a sentence each. */
    List<String> faults() {
        faults.clear();
        for (int level = 0; level < nest.levels(); level++) {
            if (nest.level(level) instanceof Memory memory) {
                capacity(level, memory);
            }
        }
        reductions();
        return List.copyOf(faults);
    }

    private void capacity(int level, Memory memory) {
        long together = 0;
        var parts = new ArrayList<String>();
        for (Operand operand : memory.holds()) {
            long bits = largestTileBits(level, operand);
            together += bits;
            parts.add(operand.jsonName() + " " + Ceil.div(bits, 8L));
            if (memory.partition().isPresent() && bits > memory.tileBits(operand)) {
                faults.add(RootLocale.format(
                        "%s: %s need %d bytes, there are %d for them%s",
                        memory.name(),
                        operand.jsonName(),
                        Ceil.div(bits, 8L),
                        memory.tileBits(operand) / 8,
                        halved(memory)));
            }
        }
        if (memory.partition().isEmpty()
                && together > memory.tileBits(memory.holds().get(0))) {
            faults.add(RootLocale.format(
                    "%s: %s need %d bytes (%s), there are %d%s",
                    memory.name(),
                    memory.holds().size() == 1 ? memory.holds().get(0).jsonName() : "its tensors",
                    Ceil.div(together, 8L),
                    String.join(", ", parts),
                    memory.tileBits(memory.holds().get(0)) / 8,
                    halved(memory)));
        }
    }

    private static String halved(Memory memory) {
        return memory.doubleBuffered().orElse(true) ? ", half of it: the other half is being filled" : "";
    }

    private long largestTileBits(int level, Operand operand) {
        Format format = nest.level(level).format(operand);
        if (format.isCompressed()) {
            return largestCoded(level, operand);
        }
        int bits = operand == Operand.WEIGHTS
                ? layer.weightBits()
                : operand == Operand.INPUTS ? precision.activationBits() : precision.accumulatorBits();
        long elements = largestElements(level, operand);
        return elements * bits
                + format.scales()
                        .map(scales -> scaleBits(scales, elements, level))
                        .orElse(0L);
    }

    /** Of the tile whose channels touch most blocks. */
    private long scaleBits(Scales scales, long elements, int level) {
        int channels = nest.extentAt(level, Dimension.C);
        int all = layer.shape().channelsPerGroup();
        long most = 0;
        for (int from = 0; from < all; from += channels) {
            most = Math.max(most, scales.blocks(from, Math.min(all, from + channels)));
        }
        return elements / channels * most * scales.type().bits();
    }

    private long largestElements(int level, Operand operand) {
        long elements = 1;
        for (Dimension dimension : Dimension.values()) {
            boolean map = operand == Operand.INPUTS
                    && (dimension == Dimension.P
                            || dimension == Dimension.Q
                            || dimension == Dimension.R
                            || dimension == Dimension.S);
            elements *= operand.uses(dimension) && !map ? nest.extentAt(level, dimension) : 1;
        }
        return operand == Operand.INPUTS
                ? elements
                        * most(nest.shape().rows(), level, Dimension.P, Dimension.R)
                        * most(nest.shape().columns(), level, Dimension.Q, Dimension.S)
                : elements;
    }

    private long most(Axis axis, int level, Dimension output, Dimension tap) {
        int outputs = nest.extentAt(level, output);
        int taps = nest.extentAt(level, tap);
        long reach = (outputs - 1L) * axis.stride() + (taps - 1L) * axis.dilation() + 1;
        boolean padded = nest.level(nest.parent(Operand.INPUTS, level)).padsInputs();
        long within = Math.min(reach, (long) outputs * taps);
        return padded ? within : Math.min(axis.extent(), within);
    }

    private long largestCoded(int level, Operand operand) {
        int bits = operand == Operand.WEIGHTS ? layer.weightBits() : precision.activationBits();
        return masks.largestBits(CodedTiles.of(nest, level, operand, bits));
    }

    private void reductions() {
        int level = nest.holders(Operand.OUTPUTS).get(1);
        for (int i = 0; i < nest.first(level); i++) {
            boolean reduced = nest.isSpatial(i) && nest.factor(i) > 1 && !nest.uses(Operand.OUTPUTS, i);
            if (reduced && !((Spatial) nest.level(nest.levelOf(i))).reduces()) {
                faults.add(RootLocale.format(
                        "%s spreads %s, whose sums nothing adds up on their way out of %s: it needs a reduction",
                        nest.level(nest.levelOf(i)).name(),
                        Dimension.at(nest.dimension(i)).jsonName(),
                        nest.level(level).name()));
            }
        }
    }
}
