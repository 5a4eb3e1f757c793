package archsim.workloads.storage;

import archsim.workloads.LayerShape;
import archsim.workloads.Mask;
import archsim.workloads.WeightTensor;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Run-length code of Eyeriss: entries of a 5-bit zero run and a value, three in a word with one bit that marks the last
 * word. With values of 16 bits a word has 64.
 *
 * <p>The layer is one stream; zeros behind the last weight are not stored. What the last word leaves open counts as
 * filler, the marks count as pointers.
 *
 * <p>Source: Y.-H. Chen et al., "Eyeriss", IEEE JSSC 2017.
 *
 * @param valueBits width of a value, 1 to 32; if empty, the width of the layer's weights
 */
public record RunLength(OptionalInt valueBits) implements StorageFormat {

    static final ZeroRuns RUNS = new ZeroRuns(5);
    static final int ENTRIES_PER_WORD = 3;

    public RunLength {
        if (valueBits.isPresent() && (valueBits.getAsInt() < 1 || valueBits.getAsInt() > 32)) {
            throw new IllegalArgumentException("valueBits must be 1 to 32, was " + valueBits.getAsInt());
        }
    }

    /** Values as wide as the layer's weights. */
    public RunLength() {
        this(OptionalInt.empty());
    }

    @Override
    public String name() {
        return "run-length";
    }

    @Override
    public boolean holds(Mask mask, LayerShape shape, int weightBits) {
        return weightBits <= valueBits.orElse(weightBits);
    }

    @Override
    public OptionalInt indexBits(Mask mask, int weightBits) {
        return OptionalInt.of(RUNS.bits());
    }

    @Override
    public StorageBits size(Mask mask, LayerShape shape, int weightBits) {
        int value = valueBits.orElse(weightBits);
        long count = mask.count();
        long fillers = fillers(mask);
        long words = (count + fillers + ENTRIES_PER_WORD - 1) / ENTRIES_PER_WORD;
        long notWeights = words * ENTRIES_PER_WORD - count;
        return new StorageBits(count * value, count * RUNS.bits(), notWeights * (value + RUNS.bits()), words);
    }

    private static long fillers(Mask mask) {
        long fillers = 0;
        int before = -1;
        for (int i = mask.next(0); i < mask.size(); i = mask.next(i + 1)) {
            fillers += RUNS.fillers(i - before - 1);
            before = i;
        }
        return fillers;
    }

    @Override
    public EncodedWeights encode(WeightTensor weights, LayerShape shape) {
        Mask mask = weights.mask();
        long fillers = fillers(mask);
        long open = Math.floorMod(-(mask.count() + fillers), ENTRIES_PER_WORD);
        boolean paddingIsRead = open > 0 && lastPresent(mask) + RUNS.longest() + 1 < mask.size();
        var words = new Words(LevelCode.of(weights, fillers > 0 || paddingIsRead));
        long entriesLeft = mask.count() + fillers + open;
        int before = -1;
        for (int i = mask.next(0); i < mask.size(); i = mask.next(i + 1)) {
            int zeros = i - before - 1;
            for (int filler = 0; filler < RUNS.fillers(zeros); filler++) {
                words.append(RUNS.longest(), 0, --entriesLeft == 0);
            }
            words.append(RUNS.rest(zeros), words.code.encode(weights, i), --entriesLeft == 0);
            before = i;
        }
        while (entriesLeft > 0) {
            words.append(RUNS.longest(), 0, --entriesLeft == 0);
        }
        return new EncodedWeights(words.bits.packed(), words.code, Optional.empty(), RUNS.bits());
    }

    private static int lastPresent(Mask mask) {
        int last = -1;
        for (int i = mask.next(0); i < mask.size(); i = mask.next(i + 1)) {
            last = i;
        }
        return last;
    }

    private final class Words {

        private final PackedBits.Writer bits = new PackedBits.Writer();
        private final LevelCode code;
        private int entries;

        private Words(LevelCode code) {
            this.code = code;
        }

        void append(int run, long value, boolean last) {
            bits.append(run, RUNS.bits());
            bits.append(value, code.bits());
            bits.append(0, valueBits.orElse(code.bits()) - code.bits());
            if (++entries % ENTRIES_PER_WORD == 0) {
                bits.append(last ? 1 : 0, 1);
            }
        }
    }

    @Override
    public WeightTensor decode(EncodedWeights encoded, LayerShape shape) {
        var bits = new PackedBits.Reader(encoded.bits());
        LevelCode code = encoded.code();
        int size = Math.toIntExact(shape.weights());
        var decoded = code.decoded(size);
        long position = -1;
        for (int entries = 1; bits.hasNext(); entries++) {
            position += bits.next(RUNS.bits()) + 1;
            long value = bits.next(code.bits());
            bits.next(valueBits.orElse(code.bits()) - code.bits());
            if (position < size) {
                decoded.set((int) position, value);
            }
            if (entries % ENTRIES_PER_WORD == 0) {
                bits.next(1);
            }
        }
        return decoded.tensor();
    }
}
