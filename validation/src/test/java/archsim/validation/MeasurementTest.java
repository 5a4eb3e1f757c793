package archsim.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.engine.machines.dcnn.Dcnn;
import archsim.validation.design.BreakEvenDensity;
import archsim.validation.design.DesignRatio;
import archsim.validation.design.OneSidedRatio;
import archsim.validation.machine.DenseThroughput;
import archsim.validation.machine.LayerCycles;
import archsim.validation.machine.LayerOnEyeriss;
import archsim.validation.machine.MappingAgreement;
import archsim.validation.memory.ConvolutionSample;
import archsim.validation.memory.LayersThroughDram;
import archsim.validation.price.MeanDeviationFactor;
import archsim.validation.storage.HoldCount;
import archsim.validation.storage.NetworkTotal;
import archsim.validation.storage.RandomMaskStorage;
import archsim.validation.storage.RandomMaskStorage.Indices;
import archsim.validation.storage.StoredAtRate;
import archsim.validation.storage.StoredAtRate.Layers;
import archsim.validation.storage.StoredAtRate.Layout;
import archsim.validation.storage.StoredAtRate.Quantity;
import archsim.validation.storage.StoredQuantity;
import archsim.validation.storage.StoredStructured;
import archsim.validation.storage.StoredStructured.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private static double stored(int kept, Indices indices, StoredQuantity quantity, int masks) {
        return new RandomMaskStorage("lenet5", kept, 3, indices, quantity, masks).value();
    }

    /** 223 weights of 3 + 6 bits; 21 + 8 x 51 = 429 extents of 13 bits, wherever the weights lie: 948 bytes. */
    @Test
    void absoluteIndicesTakeTheSameForEveryMask() {
        assertThat(stored(223, Indices.ABSOLUTE, StoredQuantity.BYTES, 1)).isEqualTo(948.0);
        assertThat(stored(223, Indices.ABSOLUTE, StoredQuantity.BYTES, 7)).isEqualTo(948.0);
    }

    /** Nothing pruned: 25500 weights of 3 bits and 1-bit distances are 12750 bytes, an eighth of 102000. */
    @Test
    void aDenseLayerHasTheShortestDistances() {
        assertThat(stored(25_500, Indices.RELATIVE, StoredQuantity.BYTES, 1)).isEqualTo(12_750.0);
        assertThat(stored(25_500, Indices.RELATIVE, StoredQuantity.COMPRESSION_RATE, 1))
                .isEqualTo(8.0);
    }

    /** Exactly 223 weights are kept in every mask: 223 x 3 / 8 bytes. */
    @Test
    void everyMaskKeepsTheSameNumberOfWeights() {
        assertThat(stored(223, Indices.RELATIVE, StoredQuantity.WEIGHT_BYTES, 20))
                .isEqualTo(83.625);
    }

    @Test
    void masksDifferFromSeedToSeedAndNotFromRunToRun() {
        double one = stored(223, Indices.RELATIVE, StoredQuantity.BYTES, 1);
        assertThat(stored(223, Indices.RELATIVE, StoredQuantity.BYTES, 1)).isEqualTo(one);
        assertThat(stored(223, Indices.RELATIVE, StoredQuantity.BYTES, 9)).isNotEqualTo(one);
    }

    /** 4 x 10 + 10 x 25 = 290 weights of 3 bits are 108.75 bytes. */
    @Test
    void structuredWeightsNeedNoIndices() {
        var kept = Map.of("conv1", new Kept(4, 10), "conv2", new Kept(10, 25));
        assertThat(new StoredStructured("lenet5", 3, kept, StoredQuantity.BYTES).value())
                .isEqualTo(108.75);
    }

    /** LeNet-5 has 25,500 CONV weights: half of 51,000 is as far from it as the double of 12,750. */
    @Test
    void aHalfIsAsFarApartAsADouble() {
        var weights = new NetworkTotal("lenet5", NetworkTotal.Quantity.CONV_WEIGHTS);
        assertThat(new MeanDeviationFactor(List.of(
                                new MeanDeviationFactor.Figure(weights, 51_000),
                                new MeanDeviationFactor.Figure(weights, 12_750),
                                new MeanDeviationFactor.Figure(weights, 25_500)))
                        .value())
                .isEqualTo((2.0 + 2 + 1) / 3);
    }

    private static double conv3(double density, LayerOnEyeriss.Quantity quantity) {
        return new LayerOnEyeriss("alexnet", "conv3", 4, density, density, quantity).value();
    }

    @Test
    void zerosSaveEyerissTrafficAndPowerButNoTime() {
        assertThat(conv3(0.1, LayerOnEyeriss.Quantity.PROCESSING_MS))
                .isEqualTo(conv3(1, LayerOnEyeriss.Quantity.PROCESSING_MS));
        assertThat(conv3(0.1, LayerOnEyeriss.Quantity.DRAM_MB))
                .isLessThan(0.6 * conv3(1, LayerOnEyeriss.Quantity.DRAM_MB));
        // The clock and two of three scratchpads do not stop for a zero.
        assertThat(conv3(0.1, LayerOnEyeriss.Quantity.POWER_MW))
                .isLessThan(0.7 * conv3(1, LayerOnEyeriss.Quantity.POWER_MW));
    }

    /** conv1 is mapped as published, with 96 filters in the buffer: of these seven parameters m differs. */
    @Test
    void mappingsAreComparedParameterByParameter() {
        var published = new MappingAgreement.PublishedMapping("conv1", 48, 1, 7, 16, 1, 1, 2);
        assertThat(new MappingAgreement("alexnet", 4, List.of(published)).value())
                .isEqualTo(6);
    }

    @Test
    void whatIsKeptOfALayerMustBeSaid() {
        var kept = Map.of("conv1", new Kept(4, 10));
        assertThatThrownBy(() -> new StoredStructured("lenet5", 3, kept, StoredQuantity.BYTES).value())
                .hasMessage("what is kept of conv2 is not said");
    }

    /** 256 multipliers x 2 x 200 MHz: no layer can be faster, and one of a single filter leaves 15 of 16 columns idle. */
    @Test
    void throughputNeverExceedsThePeakAndFallsWithIdleColumns() {
        assertThat(new DenseThroughput("sticker", 64, 32, 3).value()).isBetween(101.0, 102.4);
        assertThat(new DenseThroughput("sticker", 1, 32, 3).value()).isLessThan(102.4 / 16);
    }

    /**
     * LeNet-5's convolutions, every 10th weight left: 2550 of 4 bits are 1275 B. Blocks of 64 x 64 of 20 x 25 and 50 x 500
     * add 2550 x 6 bits and (21 + 8 x 51) x 13.
     */
    @Test
    void aRateTellsWhatIsLeftAndWhatItTakes() {
        assertThat(atRate(Layout.STRUCTURED, Quantity.WEIGHTS)).isEqualTo(2550);
        assertThat(atRate(Layout.STRUCTURED, Quantity.BYTES)).isEqualTo(1275);
        assertThat(atRate(Layout.STRUCTURED, Quantity.COMPRESSION_RATE)).isEqualTo(80);
        assertThat(atRate(Layout.ABSOLUTE, Quantity.BYTES)).isEqualTo(1275 + 2550 * 6 / 8.0 + 429 * 13 / 8.0);
        assertThat(atRate(Layout.RELATIVE, Quantity.INDEX_BITS)).isBetween(4.0, 5.0);
    }

    private static double atRate(Layout layout, Quantity quantity) {
        return new StoredAtRate(
                        Optional.of("lenet5"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        10,
                        4,
                        layout,
                        OptionalInt.empty(),
                        quantity)
                .value();
    }

    /** 500 of 1000 weights: gaps of 2 on average never reach 2^12, so each takes 4 + 12 bits and no filler. */
    @Test
    void indicesHaveTheWidthThatIsPrinted() {
        assertThat(halfOfAThousand(Layout.RELATIVE, OptionalInt.of(12))).isEqualTo(500 * 16 / 8.0);
        assertThat(halfOfAThousand(Layout.RELATIVE, OptionalInt.empty())).isLessThan(500 * 8 / 8.0);
        assertThatThrownBy(() -> halfOfAThousand(Layout.ABSOLUTE, OptionalInt.of(12)))
                .hasMessageContaining("only relative indices have a width of their own");
    }

    private static double halfOfAThousand(Layout layout, OptionalInt indexBits) {
        return new StoredAtRate(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.of(1000),
                        2,
                        4,
                        layout,
                        indexBits,
                        Quantity.BYTES)
                .value();
    }

    /** LeNet-5 has 430 500 weights, of which 25 500 in convolutions; 1000 weights belong to no network. */
    @Test
    void theDenseWeightsAreThoseOfLayersOrAsManyAsSaid() {
        assertThat(atRate(Optional.of("lenet5"), Optional.of(Layers.ALL), OptionalInt.empty()))
                .isEqualTo(430_500);
        assertThat(atRate(Optional.of("lenet5"), Optional.of(Layers.CONVOLUTIONS), OptionalInt.empty()))
                .isEqualTo(25_500);
        assertThat(atRate(Optional.empty(), Optional.empty(), OptionalInt.of(1000)))
                .isEqualTo(1000);
        assertThatThrownBy(() -> atRate(Optional.of("lenet5"), Optional.empty(), OptionalInt.of(1000)))
                .hasMessageContaining("either network (with or without layers) or denseWeights must be given");
    }

    private static double atRate(Optional<String> network, Optional<Layers> layers, OptionalInt denseWeights) {
        return new StoredAtRate(
                        network, layers, denseWeights, 1, 4, Layout.STRUCTURED, OptionalInt.empty(), Quantity.WEIGHTS)
                .value();
    }

    /** 1/2, 2/2 and 3/2 against 1: one is below and one above; equality is neither. */
    @Test
    void casesAreCountedThatLieBeyondTheThreshold() {
        List<HoldCount.Case> cases =
                List.of(new HoldCount.Case("a", 1, 2), new HoldCount.Case("b", 2, 2), new HoldCount.Case("c", 3, 2));
        assertThat(new HoldCount(HoldCount.Relation.BELOW, 1, cases).value()).isEqualTo(1);
        assertThat(new HoldCount(HoldCount.Relation.ABOVE, 0.9, cases).value()).isEqualTo(2);
    }

    private static ConvolutionSample firstConvolution(double density) {
        return new ConvolutionSample("lenet5", Optional.of("conv1"), Optional.empty(), Optional.of(density));
    }

    /** Against itself any machine needs as much; at a tenth of the weights and inputs SCNN is far ahead of DCNN. */
    @Test
    void machinesAreComparedOnTheSameLayers() {
        var quantity = DesignRatio.Quantity.COMPUTE_CYCLES;
        var same = new DesignRatio("dcnn", "dcnn", quantity, "lpddr4-2400", firstConvolution(0.5));
        var sparse = new DesignRatio("scnn", "dcnn", quantity, "lpddr4-2400", firstConvolution(0.1));
        assertThat(same.value()).isEqualTo(1);
        assertThat(sparse.value()).isGreaterThan(2);
        assertThat(sparse.at(1).value()).isLessThan(sparse.value());
    }

    /** Zeros that a machine cannot skip cost it cycles, whichever operand they are of; there are none at density 1. */
    @Test
    void skippingOneOperandOnlyTakesLonger() {
        assertThat(oneSided(0.3, OneSidedRatio.Operand.WEIGHTS)).isGreaterThan(1.2);
        assertThat(oneSided(0.3, OneSidedRatio.Operand.INPUTS)).isGreaterThan(1.2);
        assertThat(oneSided(1, OneSidedRatio.Operand.INPUTS)).isEqualTo(1);
    }

    private static double oneSided(double density, OneSidedRatio.Operand dense) {
        return new OneSidedRatio(
                        "ideal",
                        "lpddr4-2400",
                        firstConvolution(1),
                        density,
                        dense,
                        DesignRatio.Quantity.COMPUTE_CYCLES)
                .value();
    }

    /** 24 x 24 outputs: 3 x 3 a PE, 20 filters, 25 offsets of one channel are 4500 cycles whatever the density. */
    @Test
    void breakEvenLiesWhereTheRatioCrossesOne() {
        var ratio = new DesignRatio(
                "scnn", "dcnn", DesignRatio.Quantity.COMPUTE_CYCLES, "lpddr4-2400", firstConvolution(1));
        double density = new BreakEvenDensity(ratio, 0.1, 1).value();
        assertThat(ratio.at(density - 0.05).value()).isGreaterThan(1);
        assertThat(ratio.at(Math.min(1, density + 0.05)).value())
                .isLessThan(ratio.at(density - 0.05).value());
    }

    @Test
    void aSampleHasOneKindOfDensity() {
        assertThatThrownBy(() -> new ConvolutionSample("lenet5", Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessage("either densities or density must be given");
    }

    @Test
    void cyclesOfALayerThatDoesNotExistAreRefused() {
        var dcnn = new Dcnn(16, 1024, false, OptionalInt.empty());
        assertThat(new LayerCycles("dcnn", dcnn, "lenet5", "conv1", 1, 1).value())
                .isEqualTo(9 * 20 * 25);
        assertThatThrownBy(() -> new LayerCycles("dcnn", dcnn, "lenet5", "conv9", 1, 1).value())
                .hasMessage("lenet5 has no layer conv9");
    }

    /** LeNet-5's maps fit any of these machines. */
    @Test
    void layersThatFitDoNotGoThroughDram() {
        assertThat(new LayersThroughDram("scnn", List.of(firstConvolution(1))).value())
                .isZero();
    }
}
