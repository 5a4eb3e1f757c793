package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.number.NumberType;
import archsim.base.number.ScaleType;
import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.Component;
import archsim.energy.DataType;
import archsim.engine.pe.Precision;
import archsim.workloads.InputChoice;
import archsim.workloads.InputOrigin;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import archsim.workloads.sparsity.StatedWeights;
import archsim.workloads.sparsity.WeightScales;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** One layer of 3 tokens, 5 filters of 70 weights, by hand: 15 outputs, 1,050 products. */
class NumberWorkTest {

    private static final Action READ = new Action.SramAccess(1024, 64, false);
    private static final Precision BF16 = new Precision(16, 16, 32, Optional.of(NumberType.BF16), Optional.empty());
    private static final Precision INT8 = Precision.of(8, 8, 32);

    private static LayerWorkload layer(int bits, StatedWeights stored) {
        var layer = new LayerWorkload(
                new Layer("fc", LayerShape.fullyConnected(3, 70, 5)),
                Mask.full(350),
                new InputChoice.Inputs(Mask.full(210), InputOrigin.DENSE),
                bits,
                Scheme.DENSE);
        return stored.of(new Workload("w", "w", "", List.of(layer))).layers().get(0);
    }

    private static LayerWorkload layer(NumberType type) {
        return layer(type.bits(), new StatedWeights(Optional.of(type), Optional.empty()));
    }

    private static ActionCounts onChip(Precision precision) {
        var counts = new ActionCounts();
        counts.add(Component.MULTIPLIERS, DataType.PSUMS, precision.product(), 1050);
        counts.add(Component.ADDERS, DataType.PSUMS, new Action.Add(32), 1050);
        counts.add(Component.ADDERS, DataType.PSUMS, new Action.Add(4), 7);
        counts.add(Component.WEIGHT_BUFFER, DataType.WEIGHTS, READ, 40);
        counts.add(Component.WEIGHT_BUFFER, DataType.SCALES, READ, 2);
        return counts;
    }

    private static Map<Action, Long> work(LayerWorkload layer, Precision precision) {
        var found = new HashMap<Action, Long>();
        new NumberWork(layer, precision)
                .of(onChip(precision))
                .forEach((key, count) -> found.merge(key.action(), count, Long::sum));
        return found;
    }

    /** 40 words of 64 bits hold 640 weights of 4 bits; each filter has 3 blocks of 32, the last of 6. */
    @Test
    void blocksAreScaledAndWeightsConverted() {
        assertThat(work(layer(NumberType.MXFP4), BF16))
                .containsEntry(new Action.NumberMultiply(NumberType.BF16), 1050L)
                .containsEntry(new Action.NumberAdd(NumberType.BF16), 1050L)
                .containsEntry(new Action.Add(4), 7L)
                .containsEntry(new Action.ConvertNumber(16), 640L)
                .containsEntry(new Action.ScaleSum(ScaleType.E8M0), 45L)
                .containsEntry(new Action.NumberAdd(NumberType.FP32), 45L)
                .hasSize(7);
    }

    /** 5 blocks of 16 a filter, and the tensor's scale on each output. */
    @Test
    void aTensorsScaleIsOnEachOutput() {
        assertThat(work(layer(NumberType.NVFP4), BF16))
                .containsEntry(new Action.ScaleSum(ScaleType.FP8_E4M3), 75L)
                .containsEntry(new Action.ScaleSum(ScaleType.FP32), 15L);
    }

    /** 3 groups of 30; a zero point takes a sum a group, and the inputs are summed once for all filters. */
    @Test
    void zeroPointsTakeSums() {
        var groups = new WeightScales(OptionalInt.of(30), 16, OptionalInt.of(4));
        var stored = new StatedWeights(Optional.empty(), Optional.of(groups));
        assertThat(work(layer(4, stored), INT8))
                .containsEntry(new Action.ScaleSum(ScaleType.FP16), 45L)
                .containsEntry(new Action.Add(32), 1050L + 45 + 210)
                .doesNotContainKey(new Action.ConvertNumber(8));
    }

    /** A scale a filter: one for each output, and no sums of groups. */
    @Test
    void filtersThatHaveOneScaleTakeNoSums() {
        var whole = new WeightScales(OptionalInt.empty(), 32, OptionalInt.empty());
        assertThat(work(layer(8, new StatedWeights(Optional.empty(), Optional.of(whole))), INT8))
                .containsEntry(new Action.ScaleSum(ScaleType.FP32), 15L)
                .doesNotContainKey(new Action.NumberAdd(NumberType.FP32));
    }

    @Test
    void plainIntegersMakeNone() {
        ActionCounts counts = onChip(INT8);
        assertThat(new NumberWork(layer(4, StatedWeights.PLAIN), INT8).of(counts))
                .isSameAs(counts);
        assertThat(new NumberWork(layer(NumberType.INT4), INT8).of(counts)).isSameAs(counts);
    }

    /** Of the machine's own width they are of its own type. */
    @Test
    void floatsOfTheMachineAreNotConverted() {
        assertThat(work(layer(16, StatedWeights.PLAIN), BF16)).doesNotContainKey(new Action.ConvertNumber(16));
        assertThat(work(layer(8, StatedWeights.PLAIN), BF16)).containsEntry(new Action.ConvertNumber(16), 320L);
    }
}
