package archsim.engine.run;

import archsim.base.number.Element;
import archsim.base.number.NumberType;
import archsim.base.number.ScaleType;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.pe.Precision;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Quantisation;

/**
 * What types of numbers make of a machine's arithmetic, which counts products and sums only.
 *
 * <p>Floats have products and sums of their own. Numbers that are stored as another kind than the multipliers take are converted
 * as often as they are read from the weight buffer; a narrower integer is an integer. Of each output the sum of each group is
 * multiplied by the group's scale, and by the tensor's if there is one, and the groups' sums are added up in FP32; a zero point takes a
 * sum a group, and the sum of the inputs it is multiplied by. None of this takes a cycle.
 *
 * <p>A scale of 8 bits is E4M3 where the type of the weights does not say E8M0, one of up to 16 bits FP16, a wider one FP32.
 */
record NumberWork(LayerWorkload layer, Precision precision) {

    /** Whether there is any; if not counts stay as they are. */
    boolean isAny() {
        return precision.type().isPresent() || isConverted() || scaleBits() > 0;
    }

    private long scaleBits() {
        return layer.layer().hasParameters() ? layer.scaleBits() : 0;
    }

    /** The counts of a plan with this work. */
    ActionCounts of(ActionCounts onChip) {
        if (!isAny()) {
            return onChip;
        }
        var counts = new ActionCounts();
        onChip.forEach((key, count) -> {
            counts.add(key.component(), key.dataType(), typed(key.action()), count);
            if (isConverted() && isReadOfWeights(key)) {
                long bits = Math.multiplyExact(
                        count, (long) ((Action.SramAccess) key.action().inAnyNode()).wordBits());
                counts.add(
                        Component.SCALING,
                        key.dataType(),
                        new Action.ConvertNumber(precision.weightBits()),
                        bits / layer.weightBits());
            }
        });
        if (scaleBits() > 0) {
            addScaling(counts, layer.quantisation().orElseThrow());
        }
        return counts;
    }

    private Action typed(Action action) {
        if (precision.type().isEmpty()) {
            return action;
        }
        NumberType type = precision.type().get();
        if (action instanceof Action.Multiply) {
            return new Action.NumberMultiply(type);
        }
        return action.equals(new Action.Add(precision.accumulatorBits())) ? new Action.NumberAdd(type) : action;
    }

    private boolean isConverted() {
        Element taken = precision.weight();
        Element stored = stored();
        return !stored.equals(taken) && !(stored.integer() && taken.integer());
    }

    private Element stored() {
        Element plain =
                layer.weightBits() == precision.weightBits() ? precision.weight() : Element.integer(layer.weightBits());
        return layer.quantisation()
                .map(Quantisation::type)
                .flatMap(NumberType::find)
                .map(NumberType::element)
                .filter(precision.weight()::holds)
                .orElse(plain);
    }

    private static boolean isReadOfWeights(ActionCounts.Key key) {
        return key.component().equals(Component.WEIGHT_BUFFER.name())
                && (key.dataType() == DataType.WEIGHTS || key.dataType() == DataType.KEYS_VALUES)
                && key.action().inAnyNode() instanceof Action.SramAccess access
                && !access.write();
    }

    private void addScaling(ActionCounts counts, Quantisation beside) {
        var kept = new KeptLayer(layer);
        long columns = kept.columns(0, layer.shape().channelsPerGroup());
        long positions = layer.shape().outputPositions();
        long outputs = Math.multiplyExact((long) kept.allFilters(), positions);
        long scales = beside.scalesOfFilter(columns);
        long sums = Math.multiplyExact(outputs, scales);
        counts.add(Component.SCALING, DataType.SCALES, new Action.ScaleSum(scaleType(beside)), sums);
        if (scales > 1) {
            counts.add(Component.SCALING, DataType.PSUMS, new Action.NumberAdd(NumberType.FP32), sums);
        }
        if (beside.globalScales().count() > 0) {
            counts.add(Component.SCALING, DataType.SCALES, new Action.ScaleSum(ScaleType.FP32), outputs);
        }
        if (beside.zeroPoints().count() > 0) {
            counts.add(
                    Component.SCALING,
                    DataType.SCALES,
                    new Action.Add(precision.accumulatorBits()),
                    Math.addExact(sums, Math.multiplyExact(columns, positions)));
        }
    }

    private static ScaleType scaleType(Quantisation beside) {
        return NumberType.find(beside.type())
                .flatMap(NumberType::scale)
                .map(block -> block.type())
                .orElseGet(() -> ofBits(beside.scales().bits()));
    }

    private static ScaleType ofBits(int bits) {
        if (bits <= ScaleType.FP8_E4M3.bits()) {
            return ScaleType.FP8_E4M3;
        }
        return bits <= ScaleType.FP16.bits() ? ScaleType.FP16 : ScaleType.FP32;
    }
}
