package archsim.engine.tiling;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.workloads.Axis;
import archsim.workloads.Layer;
import archsim.workloads.LayerKind;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TileGridTest {

    private static List<Long> seeds() {
        return IntStream.range(0, 60).mapToObj(Long::valueOf).toList();
    }

    private static KeptLayer layer(RandomGenerator random) {
        int groups = random.nextInt(1, 3);
        int channels = groups * random.nextInt(1, 12);
        int filters = groups * random.nextInt(1, 15);
        int kernel = random.nextInt(1, 4);
        var shape = new LayerShape(
                random.nextInt(1, 3), channels, filters, axis(random, kernel), axis(random, kernel), groups);
        LayerKind kind = shape.isFullyConnected() ? LayerKind.LINEAR : LayerKind.CONVOLUTION;
        var layer = new Layer("layer", shape, kind, Optional.empty());
        return new KeptLayer(new LayerWorkload(
                layer,
                Mask.full(Math.toIntExact(shape.weights())),
                Mask.full(Math.toIntExact(shape.inputs())),
                8,
                Scheme.DENSE));
    }

    private static Axis axis(RandomGenerator random, int kernel) {
        return new Axis(random.nextInt(kernel, 9), kernel, 1, 1, 0, 0);
    }

    private static TileGrid grid(RandomGenerator random) {
        return new TileGrid(
                random.nextInt(1, 10),
                random.nextInt(1, 10),
                random.nextInt(1, 18),
                random.nextInt(1, 14),
                random.nextBoolean());
    }

    /** The loops as they are said: groups, patches and filters in either order, channels. */
    private static List<TileRange> literalTiles(TileGrid grid, KeptLayer layer) {
        var tiles = new ArrayList<TileRange>();
        for (int group = 0; group < layer.shape().groups(); group++) {
            List<Patch> patches = grid.patches(layer.shape());
            int filters = layer.filters(group);
            if (grid.patchesOutermost()) {
                for (Patch patch : patches) {
                    for (int f = 0; f < filters; f += grid.filters()) {
                        addChannels(tiles, grid, layer, group, patch, f);
                    }
                }
            } else {
                for (int f = 0; f < filters; f += grid.filters()) {
                    for (Patch patch : patches) {
                        addChannels(tiles, grid, layer, group, patch, f);
                    }
                }
            }
        }
        return tiles;
    }

    private static void addChannels(
            List<TileRange> tiles, TileGrid grid, KeptLayer layer, int group, Patch patch, int filterFrom) {
        int all = layer.shape().channelsPerGroup();
        int filterTo = Math.min(layer.filters(group), filterFrom + grid.filters());
        for (int c = 0; c < all; c += grid.channels()) {
            int channelTo = Math.min(all, c + grid.channels());
            tiles.add(new TileRange(group, patch, filterFrom, filterTo, c, channelTo, channelTo == all));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tilesAreThoseOfTheLoops(long seed) {
        var random = new SplittableRandom(seed);
        KeptLayer layer = layer(random);
        TileGrid grid = grid(random);
        assertThat(grid.tiles(layer)).isEqualTo(literalTiles(grid, layer));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void blocksOfOneSizeAreCountedOnce(long seed) {
        var random = new SplittableRandom(seed);
        KeptLayer layer = layer(random);
        TileGrid grid = grid(random);
        var sizes = new ArrayList<List<Integer>>();
        for (TileGrid.EqualBlocks equal : grid.weightBlocks(layer, true)) {
            for (int i = 0; i < equal.count(); i++) {
                sizes.add(size(equal.first()));
            }
        }
        assertThat(grid.weightBlocks(layer, true)).hasSizeLessThanOrEqualTo(4);
        assertThat(sizes)
                .containsExactlyInAnyOrderElementsOf(grid.weightBlocks(layer).stream()
                        .map(TileGridTest::size)
                        .toList());
    }

    private static List<Integer> size(TileRange.WeightBlock block) {
        return List.of(block.filters(), block.channelTo() - block.channelFrom());
    }
}
