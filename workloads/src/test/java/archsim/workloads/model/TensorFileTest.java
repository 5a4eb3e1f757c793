package archsim.workloads.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.InvalidInputException;
import archsim.workloads.Mask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {

    private static byte[] file(String header, int... data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        for (int value : data) {
            file.put((byte) value);
        }
        return file.array();
    }

    private static List<String> faults(byte[] content) {
        try {
            TensorFile.read("x.safetensors", content);
        } catch (InvalidInputException e) {
            return e.lines();
        }
        return List.of();
    }

    private static byte[] small() {
        return new TensorFileWriter()
                .metadata("who", "me")
                .floats("a", List.of(2, 1), new float[] {1, -2})
                .levels("b", ElementType.I8, List.of(3), new short[] {0, -128, 127})
                .levels("c", ElementType.I16, List.of(), new short[] {-300})
                .levels("d", ElementType.U8, List.of(2), new short[] {0, 255})
                .toBytes();
    }

    @Test
    void whatIsWrittenIsRead() {
        TensorFile file = TensorFile.read("x", small());
        assertThat(file.names()).containsExactly("a", "b", "c", "d");
        assertThat(file.metadata()).containsOnly(Map.entry("who", "me"));
        assertThat(file.shape("a")).containsExactly(2, 1);
        assertThat(file.floats("a")).containsExactly(1, -2);
        assertThat(file.levels("b")).containsExactly(0, -128, 127);
        assertThat(file.levels("c")).containsExactly(-300);
        assertThat(file.levels("d")).containsExactly(0, 255);
        assertThat(file.nonZero("d")).isEqualTo(Mask.of(2, i -> i == 1));
    }

    /** The format's layout, byte by byte: length 64 = 62 of text padded by 2 spaces, then the level. */
    @Test
    void theBytesAreThoseOfTheFormat() {
        String header = "{\"ab\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
        byte[] bytes = new TensorFileWriter()
                .levels("ab", ElementType.I8, List.of(1), new short[] {-1})
                .toBytes();
        assertThat(bytes).isEqualTo(file(header + " ".repeat(Math.floorMod(-header.length(), 8)), 0xff));
        assertThat(bytes[0] % 8).isZero();
    }

    @Test
    void wideElementsComeFirstSoThatAllAreAligned() {
        assertThat(new String(small(), StandardCharsets.ISO_8859_1))
                .contains("\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}")
                .contains("\"c\":{\"dtype\":\"I16\",\"shape\":[],\"data_offsets\":[8,10]}")
                .contains("\"b\":{\"dtype\":\"I8\",\"shape\":[3],\"data_offsets\":[10,13]}");
    }

    /** Halves: 0x3c00 = 1, 0xc100 = -2.5, 0x0001 = 2^-24. bfloat16: 0x3fc0 = 1.5. */
    @Test
    void shortFloatsAreWidenedExactly() {
        String header = "{\"h\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[6,8]},"
                + "\"i\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
        TensorFile file = TensorFile.read(
                "x", file(header, 0x00, 0x3c, 0x00, 0xc1, 0x01, 0x00, 0xc0, 0x3f, 0xfe, 0xff, 0xff, 0xff));
        assertThat(file.floats("h")).containsExactly(1f, -2.5f, 0x1p-24f);
        assertThat(file.floats("b")).containsExactly(1.5f);
        assertThat(file.floats("i")).containsExactly(-2f);
    }

    @Test
    void aFileCutAnywhereIsOneClearFault() {
        byte[] whole = small();
        for (int length = 0; length < whole.length; length++) {
            assertThat(faults(Arrays.copyOf(whole, length)))
                    .as("cut to %d bytes", length)
                    .hasSize(1);
        }
        assertThat(faults(Arrays.copyOf(whole, 7)))
                .containsExactly("must start with a header length of 8 bytes, was 7 bytes in all");
        assertThat(faults(Arrays.copyOf(whole, 100)))
                .containsExactly("must have a header of at most 92 bytes (the file has 100), was 248");
    }

    @Test
    void aHeaderLengthBeyondTheFileIsRefusedBeforeAnythingIsAllocated() {
        byte[] content = file("{}");
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putLong(0, Long.MAX_VALUE);
        assertThat(faults(content))
                .containsExactly("must have a header of at most 2 bytes (the file has 10), was 9223372036854775807");
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putLong(0, -1);
        assertThat(faults(content))
                .containsExactly("must have a header of at most 2 bytes (the file has 10), was 18446744073709551615");
    }

    @Test
    void aShapeThatOverflowsIsAFault() {
        assertThat(
                        faults(
                                file(
                                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,0]}}")))
                .containsExactly(
                        "/a/shape must describe less than 2^63 bytes, was [2147483647, 2147483647, 2147483647]");
    }

    /** 4 * 2^30 * 2^32 wraps to 0 in 64 bits, which a careless reader would take for an empty tensor. */
    @Test
    void aShapeThatWrapsAroundToTheRightSizeIsAFault() {
        assertThat(faults(
                        file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1073741824,65536,65536],\"data_offsets\":[0,0]}}")))
                .singleElement()
                .asString()
                .contains("2^63");
    }

    @Test
    void overlapsGapsAndTrailingBytesAreFaults() {
        String two = "{\"a\":{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[0,2]},"
                + "\"b\":{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[%d,%d]}}";
        assertThat(faults(file(two.formatted(1, 3), 0, 0, 0)))
                .containsExactly("/b/data_offsets must begin at byte 2 where \"a\" ends, was 1");
        assertThat(faults(file(two.formatted(3, 5), 0, 0, 0, 0, 0)))
                .containsExactly("/b/data_offsets must begin at byte 2 where \"a\" ends, was 3");
        assertThat(faults(file(two.formatted(2, 4), 0, 0, 0, 0, 0)))
                .containsExactly("has 5 bytes of data, but its tensors end at byte 4");
        assertThat(faults(file(two.formatted(2, 4), 0, 0, 0)))
                .containsExactly("has 3 bytes of data, but its tensors end at byte 4");
        assertThat(faults(file(two.formatted(4, 2), 0, 0, 0, 0)))
                .containsExactly("/b/data_offsets must be a begin and an end not before it, was [4, 2]");
    }

    @Test
    void allFaultsOfAHeaderAreToldAtOnce() {
        assertThat(faults(
                        file("{\"__metadata__\":{\"n\":1},\"a\":{\"dtype\":\"F33\",\"shape\":[-1],\"data_offset\":[]},"
                                + "\"b\":7,\"c\":{\"dtype\":\"I8\",\"shape\":[1.5],\"data_offsets\":[0,0]}}")))
                .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
                .containsExactly(
                        "/__metadata__/n",
                        "/a/data_offset",
                        "/a/dtype",
                        "/a/shape/0",
                        "/a/data_offsets",
                        "/b",
                        "/c/shape/0");
    }

    @Test
    void aTensorGivenTwiceIsAFault() {
        String tensor = "\"a\":{\"dtype\":\"I8\",\"shape\":[0],\"data_offsets\":[0,0]}";
        assertThat(faults(file("{" + tensor + "," + tensor + "}")))
                .containsExactly("/a must be given once, was given in line 1 and again in line 1");
    }

    @Test
    void numbersThatAreNotFiniteAreFaultsWithTheirPlace() {
        byte[] nan = new TensorFileWriter()
                .floats("w", List.of(3), new float[] {0, 1, Float.NaN})
                .toBytes();
        TensorFile file = TensorFile.read("x", nan);
        assertThatThrownBy(() -> file.floats("w"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/w must hold finite numbers only, was NaN at element 2");
        assertThatThrownBy(() -> file.nonZero("w")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aTensorThatIsNotThereIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> TensorFile.read("x", small()).floats("aa"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/aa is missing, did you mean \"a\"?");
    }

    @Test
    void aTypeThatIsNotUnderstoodIsAFaultOnlyWhenAskedFor() {
        TensorFile file = TensorFile.read(
                "x", file("{\"n\":{\"dtype\":\"C64\",\"shape\":[],\"data_offsets\":[0,8]}}", 1, 0, 0, 0, 0, 0, 0, 0));
        assertThatThrownBy(() -> file.floats("n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must be of a type that holds plain numbers, was C64");
    }

    /** 0x38 is 1, 0x7E the largest, 448, 0x01 the least, 2^-9, 0xC0 is -2; two elements of 4 bits share a byte. */
    @Test
    void eightBitFloatsAreNumbersAndFourBitOnesAreCounted() {
        TensorFile file = TensorFile.read(
                "x",
                file(
                        "{\"f\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]},"
                                + "\"g\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[4,6]}}",
                        0x38,
                        0x7E,
                        0x01,
                        0xC0,
                        0,
                        0));
        assertThat(file.floats("f")).containsExactly(1, 448, 0x1p-9f, -2);
        assertThat(file.shape("g")).containsExactly(3);
    }

    /** One to four bits anywhere: the file is refused or its tensors are read, but nothing else is thrown. */
    @Test
    void flippedBitsNeverEscapeAsProgrammingFaults() {
        byte[] whole = small();
        var random = new SplittableRandom(3);
        int refused = 0;
        for (int round = 0; round < 5000; round++) {
            byte[] copy = whole.clone();
            for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                TensorFile file = TensorFile.read("x", copy);
                file.names().forEach(file::nonZero);
            } catch (InvalidInputException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(3000, 4999);
    }

    @Test
    void aFolderAndAMissingFileAreFaults(@TempDir Path folder) {
        assertThatThrownBy(() -> TensorFile.read(folder))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must be a file, was a folder");
        assertThatThrownBy(() -> TensorFile.read(folder.resolve("none")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not exist");
    }
}
