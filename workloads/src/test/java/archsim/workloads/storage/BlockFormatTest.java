package archsim.workloads.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.workloads.BlockGrid;
import archsim.workloads.BlockPattern;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.UniformLayer;
import archsim.workloads.WeightTensor;
import archsim.workloads.pruning.Blocks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockFormatTest {

    private static BlockPattern pattern(String text) {
        return BlockPattern.parse(text).orElseThrow();
    }

    /**
     * V:N:M, 64 filters of 32 columns: two groups keep 4 of 16 columns, 8 places of 4 bits; each filter 2 of 4 twice, 256
     * values of 8 + 2 bits: 4.5 bits a kept weight less than 2:4's 10.
     */
    @Test
    void columnsOfABlockAreNamedOnce() {
        Mask mask = Mask.of(64 * 32, i -> i % 16 == (i / 32) % 2 || i % 16 == 2 + (i / 64) % 2);
        StorageBits bits = new BlockFormat(pattern("64:2:16")).size(mask, LayerShape.fullyConnected(1, 32, 64), 8);
        assertThat(bits).isEqualTo(new StorageBits(256 * 8, 256 * 2, 0, 8 * 4));
    }

    /** Hierarchical, 2 filters of 32: 4 of 8 blocks in 3 bits, 2 of 4 weights in 2; one of the 16 weights is not there. */
    @Test
    void blocksAndWeightsHavePlaces() {
        Mask mask = Mask.of(64, i -> i / 4 % 2 == 0 && i % 4 < 2 && i != 0);
        StorageBits bits = new BlockFormat(pattern("4:8/2:4")).size(mask, LayerShape.fullyConnected(1, 32, 2), 4);
        assertThat(bits).isEqualTo(new StorageBits(15 * 4, 15 * 2, 6, 8 * 3));
    }

    /** Blocks of 4 x 4 of 6 filters of 6: 2 x 2 blocks, a bit each; the two that are there have 4 x 4 and 2 x 4 places. */
    @Test
    void blocksAnywhereHaveABit() {
        Mask mask = Mask.of(36, i -> i / 6 < 4 == i % 6 < 4);
        StorageBits bits = new BlockFormat(pattern("4x4")).size(mask, LayerShape.fullyConnected(1, 6, 6), 8);
        assertThat(bits).isEqualTo(new StorageBits(20 * 8, 0, 4 * 8, 4));
    }

    @Test
    void otherMasksAreRefused() {
        var shape = LayerShape.fullyConnected(1, 8, 1);
        var format = new BlockFormat(pattern("1:2/1:4"));
        assertThat(format.holds(Mask.of(8, i -> i == 3), shape, 8)).isTrue();
        assertThat(format.holds(Mask.of(8, i -> i == 3 || i == 1), shape, 8)).isFalse();
        assertThat(format.holds(Mask.of(8, i -> i == 3 || i == 4), shape, 8)).isFalse();
        WeightTensor two = WeightTensor.ofLevels(new short[] {1, 1, 0, 0, 0, 0, 0, 0}, 1, 4);
        assertThatThrownBy(() -> format.encode(two, shape)).hasMessage("weights must keep to 1:2/1:4");
    }

    /** Ragged, grouped and plain layers at random, pruned so or to fewer weights: as many bits as said, and back again. */
    @ParameterizedTest
    @ValueSource(
            strings = {"4x4", "1x16", "4:2:8", "8:2:16", "4:8/2:4", "2:3/1:3", "3x5,1:3", "2x4,2:4,1:2", "2x1,3:5,2:3"})
    void bitsAreThoseOfALiteralEncoder(String text) {
        BlockPattern pattern = pattern(text);
        var format = new BlockFormat(pattern);
        var random = new SplittableRandom(31);
        for (int round = 0; round < 60; round++) {
            int groups = 1 + random.nextInt(3);
            int side = 1 + 2 * random.nextInt(2);
            LayerShape shape = UniformLayer.shape(
                    1,
                    groups * (1 + random.nextInt(20)),
                    groups * (1 + random.nextInt(10)),
                    5,
                    5,
                    side,
                    side,
                    1,
                    0,
                    groups);
            WeightTensor weights = weights(pattern, shape, random);
            EncodedWeights encoded = format.encode(weights, shape);
            StorageBits size = format.size(weights.mask(), shape, weights.bits());
            String literal = new Literal(pattern, shape, weights).bits();
            assertThat(size.total()).isEqualTo(literal.length());
            assertThat(text(encoded.bits())).isEqualTo(literal);
            assertThat(format.decode(encoded, shape)).isEqualTo(weights);
        }
    }

    private static WeightTensor weights(BlockPattern pattern, LayerShape shape, SplittableRandom random) {
        int bits = 2 + random.nextInt(7);
        int most = (1 << (bits - 1)) - 1;
        float[] magnitudes = new float[(int) shape.weights()];
        short[] levels = new short[magnitudes.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) random.nextInt(-most, most + 1);
            magnitudes[i] = Math.abs(levels[i]);
        }
        double rate = 1 / (pattern.isAnywhere() ? 0.4 : pattern.density());
        Mask kept = new Blocks(pattern, rate).project(magnitudes, shape, false);
        double share = random.nextInt(3) == 0 ? 0.5 : 1;
        for (int i = 0; i < levels.length; i++) {
            levels[i] = kept.get(i) && random.nextDouble() < share ? levels[i] : 0;
        }
        return WeightTensor.ofLevels(levels, 0.5f, bits);
    }

    private static String text(PackedBits bits) {
        var text = new StringBuilder();
        for (long i = 0; i < bits.size(); i++) {
            text.append(bits.field(i, 1));
        }
        return text.toString();
    }

    /** Bit by bit from the weight matrix, one string of zeros and ones; knows nothing of the grid. */
    private record Literal(BlockPattern pattern, LayerShape shape, WeightTensor weights) {

        String bits() {
            var out = new StringBuilder();
            int perGroup = shape.k() / shape.groups();
            for (int group = 0; group < shape.groups(); group++) {
                for (int row = 0; row < perGroup; row += pattern.rows()) {
                    var filters = new ArrayList<Integer>();
                    for (int i = row; i < Math.min(row + pattern.rows(), perGroup); i++) {
                        filters.add(group * perGroup + i);
                    }
                    rowOfBlocks(filters, out);
                }
            }
            return out.toString();
        }

        private int width() {
            return weights.size() / shape.k();
        }

        private int level(int filter, int column) {
            return column < width() ? weights.level(filter * width() + column) : 0;
        }

        private void rowOfBlocks(List<Integer> filters, StringBuilder out) {
            int together = pattern.blocksM().orElse(Integer.MAX_VALUE / pattern.columns() / 2);
            for (int from = 0; from < width(); from += together * pattern.columns()) {
                var blocks = new ArrayList<Integer>();
                for (int at = from; at < width() && blocks.size() < together; at += pattern.columns()) {
                    blocks.add(at);
                }
                var kept = new ArrayList<Integer>();
                for (int block : blocks) {
                    boolean any = false;
                    for (int filter : filters) {
                        for (int column = block; column < block + pattern.columns(); column++) {
                            any |= level(filter, column) != 0;
                        }
                    }
                    if (any) {
                        kept.add(block);
                    }
                }
                if (pattern.blocksN().isPresent()) {
                    for (int block : blocks) {
                        if (kept.size() < Math.min(pattern.blocksN().getAsInt(), blocks.size())
                                && !kept.contains(block)) {
                            kept.add(block);
                        }
                    }
                    kept.sort(null);
                    kept.forEach(block -> append(
                            blocks.indexOf(block), places(pattern.blocksM().getAsInt()), out));
                } else {
                    blocks.forEach(block -> out.append(kept.contains(block) ? '1' : '0'));
                }
                var columns = new ArrayList<Integer>();
                for (int block : kept) {
                    for (int column = block; column < block + pattern.columns(); column++) {
                        columns.add(column);
                    }
                }
                filters.forEach(filter -> filter(filter, columns, out));
            }
        }

        private void filter(int filter, List<Integer> columns, StringBuilder out) {
            if (pattern.m().isEmpty()) {
                columns.forEach(column -> append(level(filter, column), weights.bits(), out));
                return;
            }
            int m = pattern.m().getAsInt();
            for (int from = 0; from < columns.size(); from += m) {
                List<Integer> group = columns.subList(from, Math.min(from + m, columns.size()));
                var slots = new ArrayList<Integer>();
                for (int i = 0; i < group.size(); i++) {
                    if (level(filter, group.get(i)) != 0) {
                        slots.add(i);
                    }
                }
                for (int i = 0; i < group.size() && slots.size() < pattern.n().getAsInt(); i++) {
                    if (!slots.contains(i)) {
                        slots.add(i);
                    }
                }
                slots.sort(null);
                for (int slot : slots) {
                    append(slot, places(m), out);
                    append(level(filter, group.get(slot)), weights.bits(), out);
                }
            }
        }

        private static int places(int of) {
            int bits = 0;
            while (1 << bits < of) {
                bits++;
            }
            return bits;
        }

        /** Lowest bit first. */
        private static void append(int value, int width, StringBuilder out) {
            for (int bit = 0; bit < width; bit++) {
                out.append(value >> bit & 1);
            }
        }
    }

    /** What the grid says is stored of a whole layer, by hand: 2 rows of blocks, 3 groups of 2 of 3 and a rest of one. */
    @Test
    void theRestOfARowKeepsWhatItHas() {
        var grid = new BlockGrid(pattern("2x5,2:3"), LayerShape.fullyConnected(1, 47, 4));
        assertThat(grid.across()).isEqualTo(10);
        assertThat(grid.storedBlocks()).isEqualTo(7);
        assertThat(grid.storedWeights()).isEqualTo(35);
    }
}
