package archsim.workloads.model;

import archsim.base.Fault.Code;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Sha256;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.workloads.InputFile;
import archsim.workloads.Mask;
import archsim.workloads.MeasuredInputs;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tensors in a {@code .safetensors} file.
 *
 * <p>The file is an 8-byte little-endian header length, a JSON header that gives each tensor's type, shape and place,
 * and the elements, little-endian in row-major order. Reading the file checks the header; asking for a tensor checks
 * its elements. Every fault is an {@link InvalidInputException} that names the file.
 */
public final class TensorFile {

    /** Larger files are refused. */
    public static final long LARGEST_FILE_BYTES = 1L << 30;

    /** That of a model of half a million layers: import writes what it was given. */
    private static final long LARGEST_HEADER_BYTES = 1L << 28;

    private static final int LENGTH_BYTES = Long.BYTES;

    private final String name;
    private final String sha256;
    private final Map<String, String> metadata;
    private final Map<String, TensorEntry> entries = new TreeMap<>();
    private final List<String> inOrder;
    private final ByteBuffer data;

    private TensorFile(String name, String sha256, TensorHeader header, ByteBuffer data) {
        this.name = name;
        this.sha256 = sha256;
        this.metadata = Map.copyOf(header.metadata());
        header.entries().forEach(entry -> entries.put(entry.name(), entry));
        this.inOrder = header.entries().stream().map(TensorEntry::name).toList();
        this.data = data;
    }

    /** Reads a file of at most {@link #LARGEST_FILE_BYTES}. */
    public static TensorFile read(Path file) {
        return read(file.toString(), InputFile.read(file, LARGEST_FILE_BYTES));
    }

    /**
     * Reads the content of a file.
     *
     * @param name of the file, for messages
     */
    public static TensorFile read(String name, byte[] content) {
        return read(name, ByteBuffer.wrap(content.clone()));
    }

    /** Reads the content of a file, which must not change from then on. */
    public static TensorFile read(String name, ByteBuffer original) {
        ByteBuffer content = original.duplicate();
        int sizeBytes = content.limit();
        if (sizeBytes < LENGTH_BYTES) {
            throw InvalidInputException.of(
                    name, "must start with a header length of %d bytes, was %d bytes in all", LENGTH_BYTES, sizeBytes);
        }
        long headerBytes = content.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        long largest = Math.min(sizeBytes - LENGTH_BYTES, LARGEST_HEADER_BYTES);
        if (headerBytes < 0 || headerBytes > largest) {
            throw InvalidInputException.of(
                    name,
                    "must have a header of at most %d bytes (the file has %d), was %s",
                    largest,
                    sizeBytes,
                    Long.toUnsignedString(headerBytes));
        }
        byte[] text = new byte[(int) headerBytes];
        content.get(LENGTH_BYTES, text);
        JsonObject tree = StrictJson.parseObject(name, StrictJson.decode(name, text));
        int dataStart = LENGTH_BYTES + text.length;
        var problems = new Problems(name);
        TensorHeader header = TensorHeader.read(tree, sizeBytes - dataStart, problems);
        problems.throwIfAny();
        ByteBuffer data = content.slice(dataStart, sizeBytes - dataStart).order(ByteOrder.LITTLE_ENDIAN);
        return new TensorFile(name, Sha256.of(content), header, data);
    }

    /** The file's name as its user gave it. */
    public String name() {
        return name;
    }

    /** SHA-256 of the whole file. */
    public String sha256() {
        return sha256;
    }

    /** The free text that the file carries, by key. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Names of the tensors as the header lists them. */
    public List<String> namesInFileOrder() {
        return inOrder;
    }

    /** Names of the tensors in alphabetical order. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /** Whether there is a tensor called {@code tensor}. */
    public boolean has(String tensor) {
        return entries.containsKey(tensor);
    }

    /** Extents of a tensor, outermost axis first. */
    public List<Integer> shape(String tensor) {
        return entry(tensor).shape();
    }

    /** Type of a tensor's elements. */
    public ElementType dtype(String tensor) {
        return entry(tensor).type();
    }

    /** Elements of a tensor. */
    public int size(String tensor) {
        return entry(tensor).elements();
    }

    /** A tensor as floats, all finite. */
    public float[] floats(String tensor) {
        TensorEntry entry = readable(tensor);
        float[] values = new float[entry.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = finite(entry, i);
        }
        return values;
    }

    /** A tensor of I8, U8 or I16 as integers. */
    public short[] levels(String tensor) {
        TensorEntry entry = entry(tensor);
        if (!entry.type().isLevel()) {
            throw fault(entry, "must be I8, U8 or I16, was " + entry.type());
        }
        short[] levels = new short[entry.elements()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = entry.type().level(data, offset(entry, i));
        }
        return levels;
    }

    /** Which elements of a tensor are not zero; those that are not finite are faults. */
    public Mask nonZero(String tensor) {
        TensorEntry entry = readable(tensor);
        return Mask.of(entry.elements(), i -> finite(entry, i) != 0);
    }

    /** A tensor of inputs; elements that are not finite are faults when they are asked for. */
    public MeasuredInputs magnitudes(String tensor) {
        TensorEntry entry = readable(tensor);
        return new MeasuredInputs() {
            @Override
            public int size() {
                return entry.elements();
            }

            @Override
            public double magnitude(int index) {
                return Math.abs(finite(entry, index));
            }
        };
    }

    /** The bytes of a tensor of I8 or U8. */
    byte[] bytes(String tensor) {
        TensorEntry entry = entry(tensor);
        byte[] bytes = new byte[entry.elements()];
        data.get((int) entry.begin(), bytes);
        return bytes;
    }

    private float finite(TensorEntry entry, int index) {
        float value = entry.type().value(data, offset(entry, index));
        if (!Float.isFinite(value)) {
            throw fault(entry, RootLocale.format("must hold finite numbers only, was %s at element %d", value, index));
        }
        return value;
    }

    private static int offset(TensorEntry entry, int index) {
        return (int) entry.begin() + index * entry.type().bytes();
    }

    private TensorEntry readable(String tensor) {
        TensorEntry entry = entry(tensor);
        if (!entry.type().isReadable()) {
            throw fault(entry, "must be of a type that holds plain numbers, was " + entry.type());
        }
        return entry;
    }

    private TensorEntry entry(String tensor) {
        TensorEntry entry = entries.get(tensor);
        if (entry == null) {
            throw InvalidInputException.at(
                    TensorHeader.pointer(tensor),
                    Code.MISSING,
                    name,
                    "is missing%s",
                    Suggestion.sentence(tensor, names()));
        }
        return entry;
    }

    private InvalidInputException fault(TensorEntry entry, String message) {
        return InvalidInputException.at(TensorHeader.pointer(entry.name()), Code.OTHER, name, "%s", message);
    }
}
