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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array as NumPy's {@code .npy} format stores it: versions 1 to 3, little-endian, in C order.
 *
 * @param type of the elements
 * @param shape outermost axis first
 * @param data the elements
 */
record NpyArray(ElementType type, List<Integer> shape, ByteBuffer data) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LARGEST_HEADER_BYTES = 1 << 16;
    private static final int MOST_AXES = 8;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([^']{1,16})', 'fortran_order': (True|False), 'shape': \\(([0-9, ]{0,200})\\), ?\\}\\s*");
    private static final Map<String, ElementType> TYPES = Map.of(
            "<f8", ElementType.F64,
            "<f4", ElementType.F32,
            "<f2", ElementType.F16,
            "<i4", ElementType.I32,
            "<i2", ElementType.I16,
            "|i1", ElementType.I8,
            "|u1", ElementType.U8);

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
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw fault(file, array, "must have a header of descr, fortran_order and shape, was " + shown(header));
        }
        ElementType type = TYPES.get(matcher.group(1));
        if (type == null) {
            throw fault(
                    file,
                    array,
                    "must have elements of <f8, <f4, <f2, <i4, <i2, |i1 or |u1, was " + shown(matcher.group(1)));
        }
        List<Integer> shape = shape(file, array, matcher.group(3));
        if (matcher.group(2).equals("True") && shape.size() > 1) {
            throw fault(file, array, "must be in C order (numpy.ascontiguousarray), was in Fortran order");
        }
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
        return new NpyArray(type, shape, rest.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    private static List<Integer> shape(String file, String array, String text) {
        var shape = new ArrayList<Integer>();
        if (text.isEmpty()) {
            return shape;
        }
        String[] extents = text.split(",", -1);
        int axes = extents[extents.length - 1].isBlank() ? extents.length - 1 : extents.length;
        for (int i = 0; i < axes; i++) {
            String extent = extents[i].strip();
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
        return new SourceTensor(name, type, shape, () -> Elements.floats(file, name, type, data));
    }
}
