package archsim.workloads.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.workloads.Mask;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The last parameter that each format still takes, and fields at the edges of the words that hold them. */
class StorageBoundsTest {

    private static Arguments parameter(String name, int least, int most, IntFunction<Object> format) {
        return Arguments.of(name, least, most, format);
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                parameter("pes", 1, 65_536, CscInterleaved::new),
                parameter("indexBits", 1, 16, bits -> new CsrRelative(OptionalInt.of(bits))),
                parameter("valueBits", 1, 32, bits -> new RunLength(OptionalInt.of(bits))),
                parameter("filtersPerBlock", 1, 65_536, ScnnBlocks::new),
                parameter("a run must have", 1, 16, ZeroRuns::new));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aParameterEndsWhereItSays(String name, int least, int most, IntFunction<Object> format) {
        assertThatCode(() -> format.apply(least)).doesNotThrowAnyException();
        assertThatCode(() -> format.apply(most)).doesNotThrowAnyException();
        assertThatThrownBy(() -> format.apply(least - 1))
                .hasMessageStartingWith(name)
                .hasMessageEndingWith("was " + (least - 1));
        assertThatThrownBy(() -> format.apply(most + 1))
                .hasMessageStartingWith(name)
                .hasMessageEndingWith("was " + (most + 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, true", "255, 256, true", "0, 2, false", "2, 2, false", "1, 257, false"})
    void groupsKeepSomeAndNotAll(int n, int m, boolean allowed) {
        if (allowed) {
            assertThat(new NmFormat(n, m).m()).isEqualTo(m);
        } else {
            assertThatThrownBy(() -> new NmFormat(n, m)).hasMessage("1 <= n < m <= 256 must hold, was n=%d m=%d", n, m);
        }
    }

    /** By hand: 4 bits tell 0 to 15 zeros; 16 take a filler and leave 0, 37 take two and leave 5. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "15, 0, 15", "16, 1, 0", "17, 1, 1", "37, 2, 5"})
    void aLongRunIsBridgedByFillers(int zeros, int fillers, int rest) {
        var runs = new ZeroRuns(4);
        assertThat(runs.longest()).isEqualTo(15);
        assertThat(runs.fillers(zeros)).isEqualTo(fillers);
        assertThat(runs.rest(zeros)).isEqualTo(rest);
    }

    @Test
    void bitsAddUpByPurpose() {
        StorageBits sum = new StorageBits(1, 2, 3, 4).plus(new StorageBits(10, 20, 30, 40));
        assertThat(sum).isEqualTo(new StorageBits(11, 22, 33, 44));
        assertThat(sum.total()).isEqualTo(110);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 0, -1"})
    void noPurposeTakesLessThanNothing(long weights, long indices, long fillers, long pointers) {
        assertThatThrownBy(() -> new StorageBits(weights, indices, fillers, pointers))
                .hasMessageStartingWith("bits must be at least 0");
    }

    /** 60 bits, then fields of 4 bits up to the edge of the first word, 32 across it, and 1. */
    @Test
    void fieldsCrossTheEdgesOfWords() {
        var bits = new PackedBits.Writer();
        bits.append(0xFFFF_FFFFL, 32);
        bits.append(0, 28);
        bits.append(9, 4, 0x8000_0001L, 32);
        long start = bits.reserve(8);
        bits.append(1, 1);
        bits.set(start, 0xA5, 8);
        PackedBits packed = bits.packed();
        assertThat(packed.size()).isEqualTo(105);
        assertThat(packed.field(0, 32)).isEqualTo(0xFFFF_FFFFL);
        assertThat(packed.field(32, 28)).isZero();
        assertThat(packed.field(60, 4)).isEqualTo(9);
        assertThat(packed.field(64, 32)).isEqualTo(0x8000_0001L);
        assertThat(packed.field(62, 4)).isEqualTo(0b0110); // the upper half of 9, then 01
        assertThat(packed.field(96, 8)).isEqualTo(0xA5);
        assertThat(packed.field(104, 1)).isEqualTo(1);
        assertThat(packed.field(105, 0)).isZero();
        var reader = new PackedBits.Reader(packed);
        assertThat(reader.next(32)).isEqualTo(0xFFFF_FFFFL);
        for (int width : new int[] {28, 4, 32, 8}) {
            reader.next(width);
            assertThat(reader.hasNext()).isTrue();
        }
        reader.next(1);
        assertThat(reader.hasNext()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, -1", "0, 33", "40, 1", "9, 32"})
    void aFieldLiesWithinWhatWasWritten(long offset, int width) {
        var bits = new PackedBits.Writer();
        bits.append(0, 20, 0, 20);
        assertThatThrownBy(() -> bits.packed().field(offset, width))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("field must lie in 40 bits, was %d bits at %d", width, offset);
        assertThat(bits.packed().field(8, 32)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"16, 4", "1, 0", "0, 33", "0, -1"})
    void aFieldThatDoesNotFitIsRefused(long field, int width) {
        assertThatThrownBy(() -> new PackedBits.Writer().set(0, field, width))
                .hasMessage("%d does not fit %d bits", field, width);
    }

    /** 4000 fields of 17 bits: what was reserved grows with them, and none is lost. */
    @Test
    void manyFieldsAreKept() {
        var bits = new PackedBits.Writer();
        for (int i = 0; i < 4000; i++) {
            bits.append(i * 31L % 131_072, 17);
        }
        PackedBits packed = bits.packed();
        assertThat(packed.size()).isEqualTo(68_000);
        for (int i = 0; i < 4000; i++) {
            assertThat(packed.field(i * 17L, 17)).isEqualTo(i * 31L % 131_072);
        }
    }

    /**
     * By hand: gaps of 1 and 9 over two masks of 8-bit weights. 1 bit: 2 x 9 + 4 fillers x 9 = 54; 2 bits: 20 + 2 x 10 = 40;
     * 3 bits: 22 + 11 = 33; 4 bits: 24, the least; 5 bits: 26.
     */
    @Test
    void oneIndexWidthServesSeveralStreams() {
        Mask near = Mask.of(1, i -> true);
        Mask far = Mask.of(9, i -> i == 8);
        assertThat(CsrRelative.bestIndexBits(List.of(near, far), 8)).isEqualTo(4);
        assertThat(CsrRelative.bestIndexBits(List.of(near), 8)).isEqualTo(1);
        assertThat(new CsrRelative(OptionalInt.of(3)).indexBits(far, 8)).hasValue(3);
    }

    /**
     * By hand: 8-bit values make words of 3 x (5 + 8) + 1 = 40 bits. 100 dense values take 34 words; none takes none; 64 of 128
     * at one half need 64 x 2^-32 fillers, so 22 words; 10 of 1000 at 0.99^32 = 0.72498 need 10 x 2.6360 fillers, 36.36, 13 words.
     */
    @ParameterizedTest
    @CsvSource({"100, 1, 1360", "100, 0, 0", "128, 0.5, 880", "1000, 0.01, 520"})
    void aRandomTensorIsExpectedToTakeItsEntries(long elements, double density, long bits) {
        assertThat(RunLengthStream.expectedBits(elements, density, 8)).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource({"0", "5", "-2"})
    void aRowIsAWholePartOfTheTensor(int rowElements) {
        assertThatThrownBy(() -> new RunLengthStream(Mask.full(12), rowElements, 8))
                .hasMessage("a row must have a whole part of the 12 elements, was " + rowElements);
    }
}
