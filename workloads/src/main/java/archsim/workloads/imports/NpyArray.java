package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.RootLocale;
import archsim.workloads.model.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array as NumPy's {@code .npy} format stores it: versions 1 to 3, either byte order, in C or Fortran order.
 *
 * @param type of the elements
 * @param shape outermost axis first
 * @param data the elements, little-endian in C order
 * @param leftOut why the elements are no numbers, if they are not
 */
record NpyArray(ElementType type, List<Integer> shape, ByteBuffer data, Optional<String> leftOut) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LARGEST_HEADER_BYTES = 1 << 16;
    private static final int MOST_AXES = 8;
    /** The three entries of the header in any order, as Python's literals. */
    private static final Pattern TYPE =
            Pattern.compile("['\"]descr['\"]\\s*:\\s*(?:['\"]([^'\"]{1,40})['\"]|(\\[.{0,4000}?\\]))");

    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9, L]{0,200})\\)");
    private static final Pattern REST = Pattern.compile("\\s*\\{[\\s,]*\\}\\s*");
    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("f8", ElementType.F64),
            Map.entry("f4", ElementType.F32),
            Map.entry("f2", ElementType.F16),
            Map.entry("i8", ElementType.I64),
            Map.entry("i4", ElementType.I32),
            Map.entry("i2", ElementType.I16),
            Map.entry("i1", ElementType.I8),
            Map.entry("u8", ElementType.U64),
            Map.entry("u4", ElementType.U32),
            Map.entry("u2", ElementType.U16),
            Map.entry("u1", ElementType.U8),
            Map.entry("b1", ElementType.BOOL));

    NpyArray {
        shape = List.copyOf(shape);
    }

    /**
     * Reads an array that fills {@code content}.
     *
     * @param file for messages
     * @param array its name, for messages
     * @throws InvalidInputException if it does not
     */
    static NpyArray read(String file, String array, ByteBuffer content) {
        ByteBuffer bytes = content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < MAGIC.length + 4) {
            throw fault(file, array, "must start with NumPy's magic bytes, was " + bytes.remaining() + " bytes in all");
        }
        for (byte magic : MAGIC) {
            if (bytes.get() != magic) {
                throw fault(file, array, "must start with NumPy's magic bytes, was something else");
            }
        }
        int version = bytes.get();
        bytes.get();
        if (version < 1 || version > 3 || (version > 1 && bytes.remaining() < 4)) {
            throw fault(file, array, "must be of format version 1, 2 or 3, was " + version);
        }
        long headerBytes = version == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt() & 0xFFFFFFFFL;
        if (headerBytes > Math.min(bytes.remaining(), LARGEST_HEADER_BYTES)) {
            throw fault(
                    file,
                    array,
                    RootLocale.format(
                            "must have a header of at most %d bytes, was %d",
                            Math.min(bytes.remaining(), LARGEST_HEADER_BYTES), headerBytes));
        }
        byte[] text = new byte[(int) headerBytes];
        bytes.get(text);
        return parsed(file, array, new String(text, StandardCharsets.ISO_8859_1), bytes);
    }

    private static NpyArray parsed(String file, String array, String header, ByteBuffer rest) {
        Matcher typed = TYPE.matcher(header);
        Matcher ordered = ORDER.matcher(header);
        Matcher shaped = SHAPE.matcher(header);
        String left = SHAPE.matcher(
                        ORDER.matcher(TYPE.matcher(header).replaceFirst("")).replaceFirst(""))
                .replaceFirst("");
        if (!typed.find()
                || !ordered.find()
                || !shaped.find()
                || !REST.matcher(left).matches()) {
            throw fault(file, array, "must have a header of descr, fortran_order and shape, was " + shown(header));
        }
        String descr = typed.group(1) == null ? typed.group(2) : typed.group(1);
        List<Integer> shape = shape(file, array, shaped.group(1));
        Optional<ElementType> type = type(descr);
        if (type.isEmpty()) {
            return new NpyArray(ElementType.C64, shape, rest, Optional.of("is of NumPy's type " + shown(descr)));
        }
        ByteBuffer data = checked(file, array, type.get(), shape, rest);
        if (descr.startsWith(">")) {
            data = swapped(data, type.get().bytes());
        }
        if (ordered.group(1).equals("True") && shape.size() > 1) {
            data = rowMajor(data, shape, type.get().bytes());
        }
        return new NpyArray(type.get(), shape, data.order(ByteOrder.LITTLE_ENDIAN), Optional.empty());
    }

    /** The type behind a mark of the byte order. */
    private static Optional<ElementType> type(String descr) {
        return descr.matches("[<>|=].*") ? Optional.ofNullable(TYPES.get(descr.substring(1))) : Optional.empty();
    }

    private static ByteBuffer swapped(ByteBuffer data, int bytes) {
        var swapped = ByteBuffer.allocate(data.remaining());
        for (int i = 0; i < data.remaining(); i++) {
            swapped.put(i, data.get(i / bytes * bytes + bytes - 1 - i % bytes));
        }
        return swapped;
    }

    /** From the first axis running fastest to the last. */
    private static ByteBuffer rowMajor(ByteBuffer data, List<Integer> shape, int bytes) {
        var ordered = ByteBuffer.allocate(data.remaining());
        for (int i = 0; i < data.remaining() / bytes; i++) {
            int rest = i;
            int place = 0;
            int step = data.remaining() / bytes;
            for (int axis = shape.size() - 1; axis >= 0; axis--) {
                step /= shape.get(axis);
                place += rest % shape.get(axis) * step;
                rest /= shape.get(axis);
            }
            for (int b = 0; b < bytes; b++) {
                ordered.put(i * bytes + b, data.get(place * bytes + b));
            }
        }
        return ordered;
    }

    private static ByteBuffer checked(
            String file, String array, ElementType type, List<Integer> shape, ByteBuffer rest) {
        long neededBytes = type.bytes();
        for (int extent : shape) {
            neededBytes = Math.min(Long.MAX_VALUE >>> 32, neededBytes * extent);
        }
        if (neededBytes != rest.remaining()) {
            throw fault(
                    file,
                    array,
                    RootLocale.format(
                            "of shape %s and %s needs %s bytes, was %d",
                            shape,
                            type,
                            neededBytes == Long.MAX_VALUE >>> 32 ? "over 2^31" : String.valueOf(neededBytes),
                            rest.remaining()));
        }
        return rest.slice();
    }

    private static List<Integer> shape(String file, String array, String text) {
        var shape = new ArrayList<Integer>();
        if (text.isEmpty()) {
            return shape;
        }
        String[] extents = text.split(",", -1);
        int axes = extents[extents.length - 1].isBlank() ? extents.length - 1 : extents.length;
        for (int i = 0; i < axes; i++) {
            String extent = extents[i].replace("L", "").strip();
            if (axes > MOST_AXES || !extent.matches("[0-9]{1,9}")) {
                throw fault(file, array, "must have at most 8 axes of at most 999999999, was (" + shown(text) + ")");
            }
            shape.add(Integer.parseInt(extent));
        }
        return shape;
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text.strip() : text.substring(0, 77) + "...";
    }

    static InvalidInputException fault(String file, String array, String message) {
        var problems = new archsim.base.Problems(file);
        problems.add("/" + array.replace("~", "~0").replace("/", "~1"), "%s", message);
        return problems.toException();
    }

    /** The tensor of that name. */
    SourceTensor tensor(String file, String name) {
        return new SourceTensor(
                name, type, shape, () -> Elements.floats(file, name, type, data), Optional.empty(), leftOut);
    }
}
