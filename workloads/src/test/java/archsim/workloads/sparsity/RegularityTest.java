package archsim.workloads.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.UniformLayer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of mask on 200 random layers: grouped, depthwise, fully connected and plain. */
class RegularityTest {

    record Case(int number, LayerShape shape, double density) {

        Mask draw(Regularity regularity) {
            return regularity.draw(shape, density, Selection.of(number, "layer", "weights"));
        }

        int columns() {
            return (int) shape.weightsPerFilter();
        }

        int weights() {
            return (int) shape.weights();
        }

        int rounded(int all) {
            return (int) Math.round(density * all);
        }
    }

    static Stream<Case> layers() {
        var random = new SplittableRandom(20);
        return IntStream.range(0, 200).mapToObj(i -> {
            int groups = i % 4 == 0 ? 1 + random.nextInt(6) : 1;
            boolean depthwise = i % 10 == 0;
            int side = 1 + random.nextInt(i % 2 == 0 ? 5 : 3);
            int channels = depthwise ? 1 : 1 + random.nextInt(20);
            int filters = depthwise ? 1 : 1 + random.nextInt(20);
            int kernel = i % 3 == 0 ? 3 : side;
            var shape = UniformLayer.shape(1, groups * channels, groups * filters, 9, 9, kernel, kernel, 1, 0, groups);
            return new Case(i, shape, i % 50 == 0 ? 0 : i % 25 == 0 ? 1 : random.nextDouble());
        });
    }

    private static int kept(int all, double share) {
        return share == 0 ? 0 : (int) Math.max(1, Math.round(all * share));
    }

    private static int groupOf(LayerShape shape) {
        return shape.filtersPerGroup() == 1 ? shape.k() : shape.filtersPerGroup();
    }

    private static List<Integer> presentIn(Mask mask, int from, int to) {
        return IntStream.range(from, to)
                .filter(mask::get)
                .map(i -> i - from)
                .boxed()
                .toList();
    }

    private static List<List<Integer>> rows(Mask mask, LayerShape shape) {
        int columns = (int) shape.weightsPerFilter();
        return IntStream.range(0, shape.k())
                .mapToObj(k -> presentIn(mask, k * columns, (k + 1) * columns))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void singleWeightsComeToTheRoundedCount(Case layer) {
        assertThat(layer.draw(new Bernoulli()).count()).isEqualTo(layer.rounded(layer.weights()));
        assertThat(layer.draw(new Clustered(0.8)).count()).isEqualTo(layer.rounded(layer.weights()));
        assertThat(layer.draw(new Clustered(50)).count()).isEqualTo(layer.rounded(layer.weights()));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void filtersAreWholeOrEmptyAndEquallyManyInEachGroup(Case layer) {
        LayerShape shape = layer.shape();
        List<List<Integer>> rows = rows(layer.draw(new ColumnFilter(Scheme.FILTER)), shape);
        assertThat(rows).allMatch(row -> row.isEmpty() || row.size() == layer.columns());
        int group = groupOf(shape);
        for (int from = 0; from < shape.k(); from += group) {
            assertThat(rows.subList(from, from + group).stream().filter(row -> !row.isEmpty()))
                    .hasSize(kept(group, layer.density()));
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void columnsAreTheSameInAllFilters(Case layer) {
        List<List<Integer>> rows = rows(layer.draw(new ColumnFilter(Scheme.COLUMN)), layer.shape());
        assertThat(rows.stream().distinct()).hasSize(1);
        assertThat(rows.get(0)).hasSize(kept(layer.columns(), layer.density()));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void channelsAreTheSameInAllFiltersAndWhole(Case layer) {
        LayerShape shape = layer.shape();
        int offsets = shape.r() * shape.s();
        List<List<Integer>> rows = rows(layer.draw(new ColumnFilter(Scheme.CHANNEL)), shape);
        assertThat(rows.stream().distinct()).hasSize(1);
        List<Integer> channels =
                rows.get(0).stream().map(column -> column / offsets).distinct().toList();
        assertThat(channels).hasSize(kept(shape.channelsPerGroup(), layer.density()));
        assertThat(rows.get(0)).hasSize(channels.size() * offsets);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void columnsAndFiltersLeaveOneSmallerMatrix(Case layer) {
        List<List<Integer>> rows = rows(layer.draw(new ColumnFilter(Scheme.COLUMN_FILTER)), layer.shape());
        List<List<Integer>> present =
                rows.stream().filter(row -> !row.isEmpty()).toList();
        assertThat(present.stream().distinct().count()).isLessThanOrEqualTo(1);
        int group = groupOf(layer.shape());
        assertThat(present).hasSize(layer.shape().k() / group * kept(group, StrictMath.sqrt(layer.density())));
    }

    /** 9 columns by 2:4 keep 2 + 2 + 1. */
    @ParameterizedTest
    @MethodSource("layers")
    void nOfMKeepsTheSameNumberOfEachGroupOfColumns(Case layer) {
        int n = 1 + layer.number() % 3;
        int m = n + layer.number() % 5;
        Mask mask = layer.draw(new NmMask(n, m));
        for (List<Integer> row : rows(mask, layer.shape())) {
            for (int from = 0; from < layer.columns(); from += m) {
                int start = from;
                int left = Math.min(m, layer.columns() - from);
                assertThat(row.stream().filter(column -> column >= start && column < start + m))
                        .hasSize(layer.density() == 1 ? left : Math.min(n, left));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void kernelsHavePatternsOfTheLibraryOrAreWholeOrEmpty(Case layer) {
        LayerShape shape = layer.shape();
        int offsets = shape.r() * shape.s();
        int kernels = (int) shape.weights() / offsets;
        Mask mask = layer.draw(new Pattern(6));
        List<Integer> masks = IntStream.range(0, kernels)
                .mapToObj(i -> presentIn(mask, i * offsets, (i + 1) * offsets).stream()
                        .mapToInt(offset -> 1 << offset)
                        .sum())
                .filter(bits -> bits != 0)
                .toList();
        if (layer.density() == 1) {
            assertThat(mask).isEqualTo(Mask.full(mask.size()));
        } else if (offsets == 9) {
            boolean depthwise = shape.channelsPerGroup() * shape.filtersPerGroup() == 1;
            long wanted = Math.min(kernels, Math.round(layer.density() * mask.size() / 4));
            assertThat(masks).hasSize(depthwise ? kernels : (int) wanted);
            assertThat(KernelPatterns.library(6)).containsAll(masks);
        } else {
            assertThat(masks).hasSize(layer.rounded(kernels)).allMatch(bits -> bits == (1 << offsets) - 1);
        }
    }

    static List<Regularity> kinds() {
        return List.of(
                new Bernoulli(),
                new Clustered(0.8),
                new ColumnFilter(Scheme.FILTER),
                new ColumnFilter(Scheme.CHANNEL),
                new ColumnFilter(Scheme.COLUMN),
                new ColumnFilter(Scheme.COLUMN_FILTER),
                new Pattern(8),
                new NmMask(2, 4));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSameSeedAndLayerGiveTheSameMaskAndOthersAnother(Regularity kind) {
        var shape = UniformLayer.shape(1, 64, 64, 9, 9, 3, 3, 1, 0, 1);
        Mask mask = kind.draw(shape, 0.4, Selection.of(1, "a", "weights"));
        assertThat(kind.draw(shape, 0.4, Selection.of(1, "a", "weights"))).isEqualTo(mask);
        assertThat(kind.draw(shape, 0.4, Selection.of(2, "a", "weights"))).isNotEqualTo(mask);
        assertThat(kind.draw(shape, 0.4, Selection.of(1, "b", "weights"))).isNotEqualTo(mask);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDensityOfOneKeepsEverything(Regularity kind) {
        var shape = UniformLayer.shape(1, 8, 8, 9, 9, 3, 3, 1, 0, 1);
        assertThat(kind.draw(shape, 1, Selection.of(1, "a", "weights"))).isEqualTo(Mask.full(576));
    }

    /** 2000 channels of 16 * 9 weights: the drawn coefficient is the asked one within a tenth. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(doubles = {0.2, 0.8, 1.5})
    void clusteredChannelsHaveTheAskedVariation(double variation) {
        var shape = UniformLayer.shape(1, 2000, 16, 9, 9, 3, 3, 1, 0, 1);
        Mask mask = new Clustered(variation).draw(shape, 0.2, Selection.of(1, "a", "weights"));
        assertThat(variation(mask, shape)).isCloseTo(variation, within(variation / 10));
    }

    /** Of density .2 at most sqrt(.8 / .2) = 2: then a fifth of the channels is full and the rest empty. */
    @Test
    void aVariationBeyondTheLargestMakesChannelsFullOrEmpty() {
        var shape = UniformLayer.shape(1, 2000, 16, 9, 9, 3, 3, 1, 0, 1);
        Mask mask = new Clustered(9).draw(shape, 0.2, Selection.of(1, "a", "weights"));
        assertThat(variation(mask, shape)).isCloseTo(2, within(0.1));
    }

    /** Evenly drawn, 144 weights of density .2 vary by sqrt(.8 / .2 / 144) = .17 of their mean. */
    @Test
    void singleWeightsVaryByChanceOnly() {
        var shape = UniformLayer.shape(1, 2000, 16, 9, 9, 3, 3, 1, 0, 1);
        Mask mask = new Bernoulli().draw(shape, 0.2, Selection.of(1, "a", "weights"));
        assertThat(variation(mask, shape)).isCloseTo(0.167, within(0.01));
    }

    private static double variation(Mask mask, LayerShape shape) {
        double[] counts = new double[shape.c()];
        int offsets = shape.r() * shape.s();
        for (int i = mask.next(0); i < mask.size(); i = mask.next(i + 1)) {
            counts[i / offsets % shape.c()]++;
        }
        double mean = (double) mask.count() / counts.length;
        double squares = IntStream.range(0, counts.length)
                .mapToDouble(i -> (counts[i] - mean) * (counts[i] - mean))
                .sum();
        return Math.sqrt(squares / counts.length) / mean;
    }

    /** Inputs of 100 channels on 2 images, 64 each. Half the channels are empty, or half are full if few were drawn. */
    @Test
    void clusteredInputsAreThoseOfWholeChannelsInAllImages() {
        var shape = UniformLayer.shape(2, 100, 1, 8, 8, 3, 3, 1, 0, 1);
        Mask mask = ClusteredDraw.ofInputs(shape).draw(12_800, 0.5, 9, Selection.of(1, "a", "inputs"));
        assertThat(mask.count()).isEqualTo(6400);
        assertThat(IntStream.range(0, 100).filter(c -> {
                    int first = mask.count(c * 64, c * 64 + 64);
                    return first % 64 == 0 && first == mask.count(6400 + c * 64, 6464 + c * 64);
                }))
                .hasSizeBetween(35, 65);
    }

    @Test
    void thereAreFiftySixPatternsOfFourWithTheCentre() {
        List<Integer> all = KernelPatterns.library(56);
        assertThat(all).doesNotHaveDuplicates().allMatch(bits -> Integer.bitCount(bits) == 4 && (bits & 16) != 0);
        assertThat(KernelPatterns.library(8))
                .containsExactly(27, 54, 216, 432, 0b000_111_010, 0b010_111_000, 0b010_011_010, 0b010_110_010);
    }

    /** Groups that fill words are drawn many at a time, with the numbers that one after the other take. */
    @Test
    void groupsOfAWordAreThoseDrawnOneByOne() {
        var shape = LayerShape.fullyConnected(1, 72, 3);
        Mask drawn = new NmMask(3, 8).draw(shape, 3.0 / 8, Selection.of(5, "layer", "weights"));
        var numbers = Selection.of(5, "layer", "weights");
        for (int group = 0; group < 3 * 72 / 8; group++) {
            var sampler = new Sampler(numbers, 8, 3);
            for (int i = 0; i < 8; i++) {
                assertThat(drawn.get(8 * group + i)).isEqualTo(sampler.next());
            }
        }
    }
}
