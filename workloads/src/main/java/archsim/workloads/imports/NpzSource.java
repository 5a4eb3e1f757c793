package archsim.workloads.imports;

import archsim.base.InvalidInputException;
import archsim.base.Sha256;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** NumPy's files: {@code .npy} of one array, {@code .npz} of several. */
final class NpzSource {

    /** Arrays of one {@code .npz} are refused if they would take more than this in memory. */
    static final long LARGEST_DECOMPRESSED_BYTES = 1L << 29;

    private static final String SUFFIX = ".npy";

    private NpzSource() {}

    static TensorSource read(String name, ByteBuffer content) {
        var tensors = new ArrayList<SourceTensor>();
        var names = new HashSet<String>();
        for (ZipArchive.Entry entry : ZipArchive.read(name, content, LARGEST_DECOMPRESSED_BYTES)) {
            if (!entry.name().endsWith(SUFFIX)) {
                throw InvalidInputException.of(name, "must hold .npy arrays only, was %s", printable(entry.name()));
            }
            String array = entry.name().substring(0, entry.name().length() - SUFFIX.length());
            if (!names.add(array)) {
                throw NpyArray.fault(name, array, "is there twice");
            }
            tensors.add(NpyArray.read(name, array, entry.content()).tensor(name, array));
        }
        return new TensorSource(name, Sha256.of(content.duplicate()), tensors, List.of());
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    /** The array in a {@code .npy} file, under the file's name without folders and suffix. */
    static TensorSource readSingle(String name, ByteBuffer content) {
        Path file = Path.of(name).getFileName();
        String last = file == null ? name : file.toString();
        String array = last.length() > SUFFIX.length() ? last.substring(0, last.length() - SUFFIX.length()) : last;
        SourceTensor tensor = NpyArray.read(name, array, content).tensor(name, array);
        return new TensorSource(name, Sha256.of(content.duplicate()), List.of(tensor), List.of());
    }
}
