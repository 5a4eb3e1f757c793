package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.workloads.InputFile;
import archsim.workloads.model.ElementType;
import jakarta.json.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An array of whole numbers as NumPy stores it.
 *
 * @param name in its archive
 * @param shape outermost axis first
 * @param type of the elements
 * @param data the elements, little-endian in C order
 */
public record IntegerArray(String name, List<Integer> shape, ElementType type, ByteBuffer data) {

    private static final String SUFFIX = ".npz";
    private static final String ARRAY_SUFFIX = ".npy";
    private static final Set<ElementType> WHOLE = Set.of(
            ElementType.I8,
            ElementType.I16,
            ElementType.I32,
            ElementType.I64,
            ElementType.U8,
            ElementType.U16,
            ElementType.U32,
            ElementType.U64);

    public IntegerArray {
        shape = List.copyOf(shape);
        data = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads all arrays of {@code file}, an {@code .npz}.
     *
     * @throws InvalidInputException with all faults, if it is none, holds other numbers, or no array at all
     */
    public static List<IntegerArray> read(Path file) {
        String name = file.toString();
        if (!name.toLowerCase(Locale.ROOT).endsWith(SUFFIX)) {
            throw InvalidInputException.of(name, "must end with .npz, as numpy.savez writes it");
        }
        return read(name, InputFile.read(file, TensorSource.LARGEST_FILE_BYTES));
    }

    static List<IntegerArray> read(String name, ByteBuffer content) {
        var problems = new Problems(name);
        var arrays = new ArrayList<IntegerArray>();
        var names = new HashSet<String>();
        for (ZipArchive.Entry entry : ZipArchive.read(name, content, NpzSource.LARGEST_DECOMPRESSED_BYTES)) {
            if (entry.name().endsWith(ARRAY_SUFFIX)) {
                String array = entry.name().substring(0, entry.name().length() - ARRAY_SUFFIX.length());
                String pointer = "/" + Json.encodePointer(array);
                NpyArray read = NpyArray.read(name, array, entry.content());
                if (!names.add(array)) {
                    problems.add(pointer, "is defined twice");
                } else if (read.leftOut().isPresent() || !WHOLE.contains(read.type())) {
                    problems.add(
                            pointer,
                            "must hold whole numbers, was %s",
                            read.leftOut().orElse(read.type() + ""));
                } else {
                    arrays.add(new IntegerArray(array, read.shape(), read.type(), read.data()));
                }
            }
        }
        if (names.isEmpty()) {
            problems.add("", "must hold at least one .npy array, was none");
        }
        problems.throwIfAny();
        return arrays;
    }

    /** Element {@code index} in C order; unsigned 64-bit ones of 2^63 and more are negative. */
    public long at(int index) {
        return switch (type) {
            case I8 -> data.get(index);
            case U8 -> Byte.toUnsignedLong(data.get(index));
            case I16 -> data.getShort(index * 2);
            case U16 -> Short.toUnsignedLong(data.getShort(index * 2));
            case I32 -> data.getInt(index * 4);
            case U32 -> Integer.toUnsignedLong(data.getInt(index * 4));
            default -> data.getLong(index * 8);
        };
    }
}
