package archsim.engine.run;

import archsim.base.Ceil;
import archsim.engine.pe.Precision;
import archsim.engine.plan.Dataflow;
import archsim.engine.run.pipeline.LayerFacts;
import archsim.engine.tiling.EffectualMacs;
import archsim.engine.tiling.KeptLayer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import java.util.OptionalInt;

/**
 * What a layer needs of any machine, found once from its masks.
 *
 * <p>A weight serves at most one product for each output position, an input at most one for each filter and offset; so products
 * of which no operand is zero need at least so many weights and inputs, however many others are never used.
 *
 * @param images of the batch
 * @param macs of the dense layer
 * @param products of which neither operand is zero
 * @param slots products of kept weights and any input of the map, zero or not
 * @param weights that these need
 * @param weightBits of a weight
 * @param inputs that these need
 * @param outputs that are written, less the zeros among them where these are known
 * @param cacheBits of an output that is kept as a key or a value
 * @param times that the layer is run
 */
record LayerNeeds(
        int images,
        long macs,
        long products,
        long slots,
        long weights,
        int weightBits,
        long inputs,
        long outputs,
        OptionalInt cacheBits,
        long times) {

    /** Those of a layer that stands for {@code times}. */
    static LayerNeeds of(LayerWorkload layer, LayerFacts facts, long times) {
        LayerShape shape = layer.shape();
        long products = facts.effectualMacs();
        long productsOfInput = (long) shape.filtersPerGroup() * shape.r() * shape.s();
        long written = layer.layer().writtenOutputs() / shape.k() * new KeptLayer(layer).allFilters();
        return new LayerNeeds(
                shape.n(),
                shape.macs(),
                products,
                EffectualMacs.count(withFullInputs(layer)),
                Ceil.div(products, shape.outputPositions()),
                layer.weightBits(),
                Ceil.div(products, productsOfInput),
                (long) (written * layer.outputDensity().orElse(1)),
                layer.cacheBits(),
                times);
    }

    private static LayerWorkload withFullInputs(LayerWorkload layer) {
        return new LayerWorkload(
                layer.layer(), layer.weights(), Mask.full(layer.inputs().size()), layer.weightBits(), layer.scheme());
    }

    /** Products that take a multiplier's time: those with an input of zero only where it is not skipped. */
    long timedProducts(boolean skipsZeroInputs) {
        return skipsZeroInputs ? products : slots;
    }

    /** Bits that a machine without them must read from DRAM. */
    long readBits(Dataflow dataflow, Precision precision) {
        return (dataflow.keepsWeightsOnChip() ? 0 : weights * weightBits)
                + (dataflow.keepsMapsOnChip() ? 0 : inputs * precision.activationBits());
    }

    /** Bits that it must write there. */
    long writtenBits(Dataflow dataflow, Precision precision) {
        int bits = Math.min(precision.activationBits(), cacheBits.orElse(precision.activationBits()));
        return dataflow.keepsMapsOnChip() ? 0 : outputs * bits;
    }
}
