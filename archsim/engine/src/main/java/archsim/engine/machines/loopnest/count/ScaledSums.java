package archsim.engine.machines.loopnest.count;

import archsim.base.number.NumberType;
import archsim.base.number.ScaleType;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.machines.loopnest.architecture.Operand;
import archsim.engine.machines.loopnest.architecture.Scales;
import archsim.engine.machines.loopnest.mapping.Nest;
import archsim.workloads.LayerShape;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/**
 * The work of scales: the sum of an output over a block of channels at one place of the kernel is multiplied by the block's
 * scale, once for both operands, and several such sums of an output are added up in FP32. Blocks are those of the operand that has the smaller.
 */
final class ScaledSums {

    private final Map<Operand, Scales> scales = new EnumMap<>(Operand.class);
    private final long blocks;
    private final long sums;

    ScaledSums(Nest nest, LayerShape shape) {
        for (Operand operand : new Operand[] {Operand.WEIGHTS, Operand.INPUTS}) {
            nest.level(0).format(operand).scales().ifPresent(found -> scales.put(operand, found));
        }
        blocks = scales.values().stream()
                        .mapToLong(each -> each.blocks(0, shape.channelsPerGroup()))
                        .max()
                        .orElse(0)
                * shape.r()
                * shape.s();
        sums = Math.multiplyExact(blocks, shape.outputs());
    }

    /** Bits of an operand's scales that sums take, each of its own. */
    long bitsTaken(Operand operand) {
        return scales.containsKey(operand)
                ? Math.multiplyExact(sums, (long) scales.get(operand).type().bits())
                : 0;
    }

    void count(ActionCounts counts) {
        if (scales.isEmpty()) {
            return;
        }
        var types = EnumSet.noneOf(ScaleType.class);
        scales.values().forEach(each -> types.add(each.type()));
        types.forEach(type -> counts.add(Component.SCALING, DataType.SCALES, new Action.ScaleSum(type), sums));
        if (blocks > 1) {
            counts.add(Component.SCALING, DataType.PSUMS, new Action.NumberAdd(NumberType.FP32), sums);
        }
    }
}
