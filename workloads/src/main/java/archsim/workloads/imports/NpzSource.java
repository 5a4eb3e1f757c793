package archsim.workloads.imports;

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
        var others = new ArrayList<String>();
        for (ZipArchive.Entry entry : ZipArchive.read(name, content, LARGEST_DECOMPRESSED_BYTES)) {
            if (!entry.name().endsWith(SUFFIX)) {
                others.add(printable(entry.name()));
                continue;
            }
            String array = entry.name().substring(0, entry.name().length() - SUFFIX.length());
            if (!names.add(array)) {
                throw NpyArray.fault(name, array, "is defined twice");
            }
            tensors.add(NpyArray.read(name, array, entry.content()).tensor(name, array));
        }
        List<String> notes = others.isEmpty()
                ? List.of()
                : List.of("entries of the archive that are no .npy arrays are left out: " + Names.shortened(others));
        return TensorSource.of(name, Sha256.of(content.duplicate()), tensors, notes);
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
        tensor.leftOut().ifPresent(reason -> {
            throw NpyArray.fault(name, array, "must hold floats, integers or truth values, but " + reason);
        });
        return TensorSource.of(name, Sha256.of(content.duplicate()), List.of(tensor), List.of());
    }
}
