package archsim.workloads.imports.checkpoint;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.Sha256;
import archsim.workloads.InputFile;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A {@code .gguf} file, versions 2 and 3, little-endian: metadata, the names, shapes and places of tensors, and their blocks, which
 * are mapped when they are asked for.
 *
 * @param file that was read
 * @param headerSha256 of all before the tensors
 * @param metadata numbers, truth values and strings; lists are left out
 * @param tensors in the order of the file
 * @param dataStart where the first tensor may begin
 */
record GgufFile(Path file, String headerSha256, JsonObject metadata, List<GgufTensor> tensors, long dataStart) {

    static final String SUFFIX = ".gguf";
    private static final long LARGEST_FILE_BYTES = 1L << 50;
    private static final int DEFAULT_ALIGNMENT = 32;

    /**
     * Reads the header of {@code file}.
     *
     * @throws InvalidInputException with every fault found
     */
    static GgufFile open(Path file) {
        String name = file.toString();
        long sizeBytes = InputFile.sizeBytes(file, LARGEST_FILE_BYTES);
        ByteBuffer start = map(file, 0, (int) Math.min(sizeBytes, Integer.MAX_VALUE));
        var problems = new Problems(name);
        try {
            var header = new GgufHeader(start, problems);
            header.read();
            int alignment = header.number("general.alignment").orElse(DEFAULT_ALIGNMENT);
            if (alignment < 1 || Integer.bitCount(alignment) != 1) {
                problems.add("/general.alignment", "must be a power of two, was %d", alignment);
            }
            header.number("split.count")
                    .filter(count -> count > 1)
                    .ifPresent(count -> problems.add("/split.count", "must be 1: parts of a model are not read"));
            problems.throwIfAny();
            long dataStart = (start.position() + (long) alignment - 1) / alignment * alignment;
            check(header.tensors(), sizeBytes - dataStart, alignment, problems);
            problems.throwIfAny();
            byte[] head = new byte[start.position()];
            start.get(0, head);
            return new GgufFile(file, Sha256.of(head), header.metadata(), header.tensors(), dataStart);
        } catch (BufferUnderflowException e) {
            problems.add("", "ends at byte %d within its header", sizeBytes);
            throw problems.toException();
        }
    }

    private static void check(List<GgufTensor> tensors, long dataBytes, int alignment, Problems problems) {
        long end = 0;
        for (GgufTensor tensor : tensors.stream()
                .sorted(Comparator.comparingLong(GgufTensor::offset))
                .toList()) {
            if (tensor.offset() % alignment != 0 || tensor.offset() < end) {
                problems.add(
                        tensor.pointer(),
                        "must begin at a multiple of %d from byte %d on, was %d",
                        alignment,
                        end,
                        tensor.offset());
            } else if (tensor.bytes() > dataBytes - tensor.offset()) {
                problems.add(
                        tensor.pointer(),
                        "has %d bytes from %d on, which the %d bytes of data do not hold",
                        tensor.bytes(),
                        tensor.offset(),
                        dataBytes);
            } else {
                end = tensor.offset() + tensor.bytes();
            }
        }
    }

    /** Bytes {@code from} on, counted from the start of the data. */
    ByteBuffer map(long from, long bytes) {
        return map(file, dataStart + from, Math.toIntExact(bytes));
    }

    private static ByteBuffer map(Path file, long from, int bytes) {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(MapMode.READ_ONLY, from, bytes).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw InvalidInputException.of(Code.UNREADABLE, file.toString(), "cannot be read (%s)", e.getMessage());
        }
    }
}
