package archsim.workloads.storage;

import archsim.base.Bits;
import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * SCNN's blocks: for each group of filters and each input channel, the filters' weights on that channel as entries of a
 * 4-bit zero run and a value.
 *
 * <p>Inside a block the order is {@code [filter][r][s]}. A block starts with the count of its entries, which is a
 * pointer; zero placeholders bridge more than 15 zeros; zeros behind the last weight are not stored. Source: A.
 * Parashar et al., "SCNN", ISCA 2017.
 *
 * @param filtersPerBlock filters of a group, 1 to 65 536; the last group of a layer may have fewer
 */
public record ScnnBlocks(int filtersPerBlock) implements StorageFormat {

    /** The run of an entry, of weights and of activations. */
    public static final ZeroRuns RUNS = new ZeroRuns(4);

    public ScnnBlocks {
        if (filtersPerBlock < 1 || filtersPerBlock > 65_536) {
            throw new IllegalArgumentException("filtersPerBlock must be 1 to 65536, was " + filtersPerBlock);
        }
    }

    /** Groups of 8 filters. */
    public ScnnBlocks() {
        this(8);
    }

    @Override
    public String name() {
        return "scnn-blocks";
    }

    @Override
    public OptionalInt indexBits(Mask mask, int weightBits) {
        return OptionalInt.of(RUNS.bits());
    }

    /** A block may hold no entry or one for each weight. */
    private int countBits(LayerShape shape) {
        long largest = (long) Math.min(filtersPerBlock, shape.k()) * shape.r() * shape.s();
        return Bits.forCount(largest);
    }

    @Override
    public boolean holds(Mask mask, LayerShape shape, int weightBits) {
        return countBits(shape) <= 32;
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        long blocks = (shape.k() + filtersPerBlock - 1L) / filtersPerBlock * shape.channelsPerGroup();
        long count = mask.count();
        return new StorageBits(
                count * weightBits,
                count * RUNS.bits(),
                fillers(mask, shape) * (weightBits + RUNS.bits()),
                blocks * countBits(shape));
    }

    private long fillers(Mask mask, LayerShape shape) {
        int kernel = shape.r() * shape.s();
        int width = Math.toIntExact(shape.weightsPerFilter());
        long fillers = 0;
        int[] next = new int[shape.channelsPerGroup()];
        for (int filter = 0; filter < shape.k(); filter++) {
            int inGroup = filter % filtersPerBlock;
            if (inGroup == 0) {
                next = new int[shape.channelsPerGroup()];
            }
            int start = filter * width;
            for (int i = mask.next(start); i < start + width; i = mask.next(i + 1)) {
                int channel = (i - start) / kernel;
                int place = inGroup * kernel + i - start - channel * kernel;
                fillers += RUNS.fillers(place - next[channel]);
                next[channel] = place + 1;
            }
        }
        return fillers;
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        Mask mask = weights.mask();
        var code = LevelCode.of(weights, fillers(mask, shape) > 0);
        var bits = new PackedBits.Writer();
        blocks(shape).forEach(block -> encode(block, weights, mask, shape, code, bits));
        return new EncodedWeights(bits.packed(), code, Optional.empty(), RUNS.bits());
    }

    private void encode(
            Block block, WeightTensor weights, Mask mask, LayerShape shape, LevelCode code, PackedBits.Writer bits) {
        long start = bits.reserve(countBits(shape));
        int count = 0;
        int next = 0;
        for (int filter = 0; filter < block.filters(); filter++) {
            int first = block.index(filter * block.kernel());
            for (int i = mask.next(first); i < first + block.kernel(); i = mask.next(i + 1)) {
                int place = filter * block.kernel() + i - first;
                int zeros = place - next;
                for (int filler = RUNS.fillers(zeros); filler > 0; filler--, count++) {
                    bits.append(RUNS.longest(), RUNS.bits(), 0, code.bits());
                }
                bits.append(RUNS.rest(zeros), RUNS.bits(), code.encode(weights, i), code.bits());
                count++;
                next = place + 1;
            }
        }
        bits.set(start, count, countBits(shape));
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        var bits = new PackedBits.Reader(encoded.bits());
        LevelCode code = encoded.code();
        var decoded = code.decoded(Math.toIntExact(shape.weights()));
        blocks(shape).forEach(block -> {
            int place = -1;
            for (long left = bits.next(countBits(shape)); left > 0; left--) {
                place += (int) bits.next(RUNS.bits()) + 1;
                decoded.set(block.index(place), bits.next(code.bits()));
            }
        });
        return decoded.tensor();
    }

    private record Block(int firstFilter, int filters, int channel, int kernel, int width) {

        int index(int place) {
            return (firstFilter + place / kernel) * width + channel * kernel + place % kernel;
        }
    }

    private Iterable<Block> blocks(LayerShape shape) {
        int kernel = shape.r() * shape.s();
        int channels = shape.channelsPerGroup();
        int groups = (shape.k() + filtersPerBlock - 1) / filtersPerBlock;
        return () -> IntStream.range(0, groups * channels)
                .mapToObj(i -> {
                    int first = i / channels * filtersPerBlock;
                    int filters = Math.min(filtersPerBlock, shape.k() - first);
                    return new Block(first, filters, i % channels, kernel, channels * kernel);
                })
                .iterator();
    }
}
