package archsim.workloads.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.UniformLayer;
import archsim.workloads.WeightTensor;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StorageFormatTest {

    /** Fewer where the test runs once for every mutant. */
    private static final int ROUNDS =
            (int) (10_000 * Double.parseDouble(System.getProperty("archsim.test.share", "1")));

    static List<StorageFormat> formats() {
        return List.of(
                new Dense(),
                new Structured(),
                new Bitmask(),
                new CsrAbsolute(),
                new CsrAbsolute(3, 5),
                new CsrAbsolute(1, 1),
                new CsrRelative(),
                new CsrRelative(OptionalInt.of(1)),
                new CsrRelative(OptionalInt.of(4)),
                new RunLength(),
                new RunLength(OptionalInt.of(32)),
                new CscInterleaved(),
                new CscInterleaved(3),
                new CscInterleaved(1),
                new ScnnBlocks(),
                new ScnnBlocks(3),
                new Fkw(),
                new NmFormat(1, 4),
                new NmFormat(2, 4),
                new NmFormat(4, 8),
                new NmFormat(3, 7));
    }

    private static LayerShape shape(StorageFormat format, SplittableRandom random) {
        int groups = random.nextInt(1, 4);
        int side = format instanceof Fkw ? 3 : random.nextInt(1, 4);
        int filters = random.nextInt(random.nextInt(2, 40));
        return UniformLayer.shape(
                1, groups * random.nextInt(1, 9), groups * (1 + filters), 5, 5, side, side, 1, 0, groups);
    }

    /** Levels from -2^(bits-1) to 2^(bits-1) - 1, so that a zero has its code; or floats. */
    private static WeightTensor weights(LayerShape shape, SplittableRandom random) {
        int bits = random.nextInt(1, 18);
        double density = random.nextDouble();
        if (bits == 17) {
            float[] values = new float[(int) shape.weights()];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble() < density ? (float) random.nextDouble(-1, 1) : 0;
            }
            return WeightTensor.ofFloats(values);
        }
        short[] levels = new short[(int) shape.weights()];
        int largest = 1 << (bits - 1);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) (random.nextDouble() < density ? random.nextInt(-largest, largest) : 0);
        }
        return WeightTensor.ofLevels(levels, 0.5f, bits);
    }

    /** What a format of regular masks holds: of each group or kernel only as many weights as it may have. */
    private static WeightTensor regular(
            StorageFormat format, LayerShape shape, WeightTensor weights, SplittableRandom random) {
        if (!(format instanceof Fkw || format instanceof NmFormat)) {
            return weights;
        }
        int group = group(format);
        int allowed = most(format);
        int width = format instanceof Fkw ? 9 : (int) shape.weightsPerFilter();
        float[] values = weights.toFloats();
        for (int row = 0; row < values.length; row += width) {
            for (int start = row; start < row + width; start += group) {
                int end = Math.min(start + group, row + width);
                for (int left = end - start; left > allowed; left--) {
                    values[start + random.nextInt(end - start)] = 0;
                }
                while (present(values, start, end) > allowed) {
                    values[start + random.nextInt(end - start)] = 0;
                }
            }
        }
        if (!weights.isQuantised()) {
            return WeightTensor.ofFloats(values);
        }
        short[] levels = new short[values.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) (values[i] / weights.scale());
        }
        return WeightTensor.ofLevels(levels, weights.scale(), weights.bits());
    }

    private static int present(float[] values, int from, int to) {
        int present = 0;
        for (int i = from; i < to; i++) {
            present += values[i] == 0 ? 0 : 1;
        }
        return present;
    }

    /** 10 000 random tensors for each format: 1 to 16 bits and floats, any density, ragged shapes, groups. */
    @ParameterizedTest
    @MethodSource("formats")
    void whatIsDecodedIsWhatWasEncodedInAsManyBitsAsStated(StorageFormat format) {
        var random = new SplittableRandom(11);
        for (int round = 0; round < ROUNDS; round++) {
            LayerShape shape = shape(format, random);
            WeightTensor weights = regular(format, shape, weights(shape, random), random);
            EncodedWeights encoded = format.encode(weights, shape);
            assertThat(encoded.bits().size())
                    .isEqualTo(
                            format.size(weights.mask(), shape, weights.bits()).total());
            assertThat(format.decode(encoded, shape)).isEqualTo(weights);
        }
    }

    /** Quantisation without a zero level: 3 bits for -4 to 4 but not 0. Code 0 is +4 where no zero is stored. */
    @ParameterizedTest
    @MethodSource("formats")
    void allLevelsButZeroFitWhereNoZeroIsStored(StorageFormat format) {
        LayerShape shape = format instanceof Fkw
                ? UniformLayer.shape(1, 2, 2, 5, 5, 3, 3, 1, 0, 1)
                : LayerShape.fullyConnected(1, 2 * group(format), 2);
        short[] cycle = {4, -4, 1, -1, 2, 3, -3};
        short[] levels = new short[(int) shape.weights()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = i % group(format) < most(format) ? cycle[i % cycle.length] : 0;
        }
        WeightTensor full = WeightTensor.ofLevels(levels, 1, 3);
        assertThat(format.decode(format.encode(full, shape), shape)).isEqualTo(full);
    }

    /** Weights of which a format of regular masks holds {@link #most} only. */
    private static int group(StorageFormat format) {
        return format instanceof Fkw ? 9 : format instanceof NmFormat groups ? groups.m() : 4;
    }

    private static int most(StorageFormat format) {
        return format instanceof NmFormat groups ? groups.n() : 4;
    }

    /** 3 filters of 4 weights: filters 0 and 2 with columns 1 and 3 leave no hole; one weight less, or elsewhere, does. */
    @Test
    void aLayerIsWholeIfItsKeptFiltersAndColumnsHaveNoHole() {
        LayerShape shape = LayerShape.fullyConnected(1, 4, 3);
        Mask whole = Mask.of(12, i -> i / 4 != 1 && i % 2 == 1);
        assertThat(Compaction.isWhole(whole, shape)).isTrue();
        assertThat(Compaction.isWhole(Mask.full(12), shape)).isTrue();
        assertThat(Compaction.isWhole(Mask.of(12, i -> whole.get(i) && i != 1), shape))
                .isFalse();
        assertThat(Compaction.isWhole(Mask.of(12, i -> i == 1 || i == 3 || i == 8 || i == 9), shape))
                .isFalse();
    }

    @Test
    void aZeroThatFindsNoCodeIsRefused() {
        var shape = LayerShape.fullyConnected(1, 5, 1);
        WeightTensor weights = WeightTensor.ofLevels(new short[] {4, 0, 0, 0, -1}, 1, 3);
        assertThatThrownBy(() -> new Dense().encode(weights, shape))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("level 4 at 0 leaves no 3-bit code for a zero");
        assertThatThrownBy(() -> new CsrRelative(OptionalInt.of(1)).encode(weights, shape))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Bitmask().decode(new Bitmask().encode(weights, shape), shape))
                .isEqualTo(weights);
    }

    /**
     * Present at 0, 4 and 13 of 16: gaps 1, 4, 9. At b = 2, (1-1)/4 = 0, (4-1)/4 = 0, (9-1)/4 = 2 fillers. At 3 bits a
     * value: 3*3 weights, 3*2 indices, 2*(3+2) fillers = 25. b = 1: 0+1+4 = 5 fillers, 9+3+20 = 32. b = 3: 0+0+1, 9+9+6
     * = 24. b = 4: 9+12 = 21.
     */
    @Test
    void relativeIndicesBridgeLongGapsWithFillers() {
        Mask mask = Mask.of(16, i -> i == 0 || i == 4 || i == 13);
        var shape = LayerShape.fullyConnected(1, 16, 1);
        assertThat(new CsrRelative(OptionalInt.of(2)).size(mask, shape, 3)).isEqualTo(new StorageBits(9, 6, 10, 0));
        assertThat(new CsrRelative(OptionalInt.of(1)).size(mask, shape, 3)).isEqualTo(new StorageBits(9, 3, 20, 0));
        assertThat(new CsrRelative(OptionalInt.of(3)).size(mask, shape, 3)).isEqualTo(new StorageBits(9, 9, 6, 0));
        assertThat(new CsrRelative().size(mask, shape, 3)).isEqualTo(new StorageBits(9, 12, 0, 0));
        assertThat(new CsrRelative().indexBits(mask, 3)).hasValue(4);
    }

    @Test
    void theAutomaticWidthIsNeverBeatenAndTheSmallestOfEquals() {
        var random = new SplittableRandom(5);
        var shape = LayerShape.fullyConnected(1, 2000, 1);
        for (int round = 0; round < 300; round++) {
            double density = Math.pow(2, -random.nextDouble(0, 10));
            Mask mask = Mask.of(2000, i -> random.nextDouble() < density);
            int bits = random.nextInt(1, 9);
            int best = 1;
            for (int b = 2; b <= 16; b++) {
                best = total(mask, shape, bits, b) < total(mask, shape, bits, best) ? b : best;
            }
            assertThat(new CsrRelative().indexBits(mask, bits)).hasValue(best);
            assertThat(new CsrRelative().size(mask, shape, bits).total()).isEqualTo(total(mask, shape, bits, best));
        }
    }

    private static long total(Mask mask, LayerShape shape, int weightBits, int indexBits) {
        return new CsrRelative(OptionalInt.of(indexBits))
                .size(mask, shape, weightBits)
                .total();
    }

    /**
     * 70 rows of 100 columns are 2 x 2 blocks of 64 x 64: (64 + 1 + 6 + 1) * 2 = 144 extents of 13 bits = 1872 bits;
     * 7 weights of 3 + 6 bits.
     */
    @Test
    void absoluteIndicesPayForTheExtentsOfEachBlock() {
        var shape = LayerShape.fullyConnected(1, 100, 70);
        Mask mask = Mask.of(7000, i -> i % 1000 == 0);
        assertThat(new CsrAbsolute().size(mask, shape, 3)).isEqualTo(new StorageBits(21, 42, 0, 1872));
    }

    /** Rows 0 and 2 and columns 1 and 3 are used: 2 x 2 of 3 bits, though one of the four is zero. */
    @Test
    void structuredStorageIsTheDenseRemainder() {
        var shape = LayerShape.fullyConnected(1, 4, 3);
        Mask mask = Mask.of(12, i -> i == 1 || i == 3 || i == 9);
        assertThat(new Structured().size(mask, shape, 3)).isEqualTo(new StorageBits(12, 0, 0, 0));
        Compaction kept = Compaction.of(mask, shape);
        assertThat(kept.keptFilters()).containsExactly(0, 2);
        assertThat(kept.keptColumns()).containsExactly(1, 3);
        assertThat(kept.keptMapBits()).isEqualTo(3 + 4);
    }

    /** 2 groups of 2 channels, 1x2 filters: columns c0s0 c0s1 c1s0 c1s1. Group 0 uses column 0, group 1 column 3. */
    @Test
    void groupsShareTheNumberingOfColumns() {
        var shape = UniformLayer.shape(1, 4, 2, 3, 3, 1, 2, 1, 0, 2);
        Compaction kept = Compaction.of(Mask.of(8, i -> i == 0 || i == 7), shape);
        assertThat(kept.keptColumns()).containsExactly(0, 3);
    }

    /**
     * Ma et al., TNNLS 2022, table XIV: 223 of LeNet-5's 25 500 CONV weights at 3 bits take 390 B with relative and 930 B
     * with absolute indices. Random masks need 223 * (3 + 9) bits = 334.5 B and a few fillers: about 338 B; the paper's
     * masks are clustered. Absolute: 223 * 9 bits + (8 * 51 + 21) * 13 bits = 948 B.
     */
    @Test
    void theNonStructuredLeNet5TakesWhatThePaperSays() {
        var random = new SplittableRandom(1);
        double relative = 0;
        double absolute = 0;
        for (int draw = 0; draw < 100; draw++) {
            Mask mask = exactly(223, 25_500, random);
            var whole = LayerShape.fullyConnected(1, 25_500, 1);
            assertThat(new CsrRelative().indexBits(mask, 3).orElseThrow()).isBetween(8, 10);
            relative += new CsrRelative(OptionalInt.of(9)).size(mask, whole, 3).total() / 800.0;
            absolute += (new CsrAbsolute()
                                    .size(mask.slice(0, 500), LayerShape.fullyConnected(1, 25, 20), 3)
                                    .total()
                            + new CsrAbsolute()
                                    .size(mask.slice(500, 25_500), LayerShape.fullyConnected(1, 500, 50), 3)
                                    .total())
                    / 800.0;
        }
        assertThat(relative).isBetween(336.0, 340.0);
        assertThat(absolute).isBetween(947.9, 948.1);
    }

    /** The same table: 290 weights of 3 bits in a structured model take 108.75 B, printed as 110 B. */
    @Test
    void theStructuredLeNet5TakesWhatThePaperSays() {
        Mask mask = Mask.of(500 * 50, i -> i / 500 < 29 && i % 500 < 10);
        assertThat(new Structured()
                                .size(mask, LayerShape.fullyConnected(1, 500, 50), 3)
                                .total()
                        / 8.0)
                .isEqualTo(108.75);
    }

    /**
     * Present at 0, 40 and 41 of 200: runs 0, 39, 0; 39 zeros are one filler for 32 of them and 7. 3 weights and a filler
     * are 4 entries in 2 words, so 2 entries stay open: 3 * 16, 3 * 5, 3 * 21, 2 marks = 2 words of 64 bits.
     */
    @Test
    void runsPackThreeEntriesIntoAWord() {
        Mask mask = Mask.of(200, i -> i == 0 || i == 40 || i == 41);
        var shape = LayerShape.fullyConnected(1, 200, 1);
        assertThat(new RunLength().size(mask, shape, 16)).isEqualTo(new StorageBits(48, 15, 63, 2));
        assertThat(new RunLength(OptionalInt.of(16)).size(mask, shape, 3).total())
                .isEqualTo(128);
        assertThat(new RunLength(OptionalInt.of(16)).holds(mask, shape, 17)).isFalse();
    }

    /**
     * 80 rows of 2 columns on 2 PEs; column 1 has weights in rows 0, 36 and 37. PE 0 owns the even rows: its rows 0 and
     * 18 of the column, 17 zeros between, one filler. PE 1 has its row 18, 18 zeros before, one filler. Pointers: 2 PEs
     * of (2 + 1) * 16 bits = 96.
     */
    @Test
    void interleavedColumnsCountZerosInThePesOwnRows() {
        Mask mask = Mask.of(160, i -> i == 1 || i == 73 || i == 75);
        var shape = LayerShape.fullyConnected(1, 2, 80);
        assertThat(new CscInterleaved(2).size(mask, shape, 4)).isEqualTo(new StorageBits(12, 12, 16, 96));
    }

    /** 70 000 weights are more than a 16-bit pointer counts, 2 PEs share them. */
    @Test
    void aPeHoldsAsManyEntriesAsItsPointersCount() {
        Mask mask = Mask.full(70_000);
        var shape = LayerShape.fullyConnected(1, 1000, 70);
        assertThat(new CscInterleaved(1).holds(mask, shape, 4)).isFalse();
        assertThat(new CscInterleaved(2).holds(mask, shape, 4)).isTrue();
    }

    /**
     * 3 filters of 2 channels of 3x3 in groups of 2: 2 * 2 blocks; a block has up to 18 weights, so 5 bits count them.
     * Channel 0 has weight 0 of filter 0 and weight 8 of filter 1, 16 zeros apart: one placeholder.
     */
    @Test
    void scnnCountsTheEntriesOfABlock() {
        var shape = UniformLayer.shape(1, 2, 3, 5, 5, 3, 3, 1, 0, 1);
        Mask mask = Mask.of(54, i -> i == 0 || i == 18 + 8);
        assertThat(new ScnnBlocks(2).size(mask, shape, 8)).isEqualTo(new StorageBits(16, 8, 12, 20));
    }

    /**
     * 2 filters of 5 channels. Kernels: four corners-and-centre weights, a row of 3 within no such pattern, and one
     * weight that the first covers: 2 patterns, 1 bit; channel 3 bits; counts 0 to 5, 3 bits a filter. 3 kernels of 4
     * values are 12, of which 8 are weights.
     */
    @Test
    void patternStorageNamesPatternAndChannelOfEachKernel() {
        var shape = UniformLayer.shape(1, 5, 2, 5, 5, 3, 3, 1, 1, 1);
        int[] present = {0, 2, 4, 6, 9, 10, 11, 45 + 4};
        Mask mask = Mask.of(90, i -> Arrays.stream(present).anyMatch(place -> place == i));
        assertThat(new Fkw().size(mask, shape, 8)).isEqualTo(new StorageBits(64, 12, 32, 6));
        assertThat(PatternLibrary.of(mask, shape).orElseThrow().patterns()).containsExactly(0b1111, 0b1010101);
    }

    @Test
    void patternStorageHoldsKernelsOfFourWeightsOnly() {
        var shape = UniformLayer.shape(1, 1, 1, 5, 5, 3, 3, 1, 1, 1);
        assertThat(new Fkw().holds(Mask.of(9, i -> i < 5), shape, 8)).isFalse();
        assertThat(new Fkw().holds(Mask.of(9, i -> i < 4), shape, 8)).isTrue();
        assertThat(new Fkw().holds(Mask.of(9, i -> i < 4), LayerShape.fullyConnected(1, 9, 1), 8))
                .isFalse();
    }

    /** 2 rows of 6 columns, 2:4: (2 + 2) slots a row, 8 of 3 + 2 bits; 5 are used. */
    @Test
    void nOfMHasSlotsForEachGroup() {
        var shape = LayerShape.fullyConnected(1, 6, 2);
        Mask mask = Mask.of(12, i -> i == 0 || i == 3 || i == 4 || i == 6 || i == 11);
        assertThat(new NmFormat(2, 4).size(mask, shape, 3)).isEqualTo(new StorageBits(15, 10, 15, 0));
        assertThat(new NmFormat(1, 4).holds(mask, shape, 3)).isFalse();
    }

    /** 2 of 8 in a row: 2:8 takes 2 * (3 + 3) bits for 8 columns, 2:4 4 * (3 + 2), so 2:8 it is. */
    @Test
    void theSmallestGroupsAreFound() {
        var shape = LayerShape.fullyConnected(1, 160, 40);
        var random = new SplittableRandom(3);
        int[] first = random.ints(800, 0, 8).toArray();
        Mask twoOf8 = Mask.of(6400, i -> i % 8 == first[i / 8] || i % 8 == (first[i / 8] + 1) % 8);
        assertThat(NmFormat.smallest(twoOf8, shape, 3)).hasValue(new NmFormat(2, 8));
        Mask twoOf5 = Mask.of(6400, i -> i % 5 == first[i / 40] % 5 || i % 5 == (first[i / 40] + 1) % 5);
        assertThat(NmFormat.smallest(twoOf5, shape, 3)).hasValue(new NmFormat(2, 5));
        assertThat(NmFormat.smallest(Mask.full(6400), shape, 3)).isEmpty();
    }

    /** As the field does: what patterns or groups cannot describe has relative indices, or is dense. */
    @Test
    void eachSchemeHasItsUsualFormat() {
        var conv = UniformLayer.shape(1, 2, 2, 5, 5, 3, 3, 1, 0, 1);
        Mask four = Mask.of(36, i -> i % 9 < 4);
        assertThat(usual(conv, four, Scheme.PATTERN)).isEqualTo(new Fkw());
        assertThat(usual(conv, Mask.of(36, i -> i % 9 < 5), Scheme.PATTERN)).isEqualTo(new CsrRelative());
        assertThat(usual(conv, Mask.full(36), Scheme.PATTERN)).isEqualTo(new Dense());
        assertThat(usual(conv, Mask.of(36, i -> i % 18 % 4 < 2), Scheme.NM)).isEqualTo(new NmFormat(2, 4));
        assertThat(usual(conv, four, Scheme.CHANNEL)).isEqualTo(new Structured());
        assertThat(usual(conv, four, Scheme.NON_STRUCTURED)).isEqualTo(new CsrRelative());
        assertThat(usual(conv, Mask.full(36), Scheme.DENSE)).isEqualTo(new Dense());
    }

    private static StorageFormat usual(LayerShape shape, Mask mask, Scheme scheme) {
        var layer = new Layer("conv", shape);
        return StorageFormat.usual(new LayerWorkload(layer, mask, Mask.full((int) shape.inputs()), 3, scheme));
    }

    private static Mask exactly(int count, int size, SplittableRandom random) {
        var chosen = new BitSet(size);
        while (chosen.cardinality() < count) {
            chosen.set(random.nextInt(size));
        }
        return Mask.of(size, chosen::get);
    }
}
