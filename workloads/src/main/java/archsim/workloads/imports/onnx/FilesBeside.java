package archsim.workloads.imports.onnx;

import archsim.base.InvalidInputException;
import archsim.workloads.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Files of elements beside a model: in its folder or one below, wherever links lead. */
public final class FilesBeside implements ExternalFiles {

    private static final long LARGEST_FILE_BYTES = 1L << 30;

    private final Path folder;
    private final Map<Path, ByteBuffer> open = new HashMap<>();

    /** @param model the file of the graph */
    public FilesBeside(Path model) {
        Path parent = model.toAbsolutePath().getParent();
        this.folder = parent == null ? model.toAbsolutePath() : parent;
    }

    @Override
    public ByteBuffer read(Map<String, String> entries, long bytes) {
        String location = entries.getOrDefault("location", "");
        long offset = number(entries, "offset", 0);
        long length = number(entries, "length", bytes);
        ByteBuffer content = content(location);
        if (length != bytes) {
            throw new GraphFault("needs %d bytes, but its entry in %s has %d", bytes, location, length);
        }
        if (offset > content.limit() || bytes > content.limit() - offset) {
            throw new GraphFault(
                    "must lie within the %d bytes of %s, was %d from byte %d",
                    content.limit(), location, bytes, offset);
        }
        return content.slice((int) offset, (int) bytes);
    }

    private static long number(Map<String, String> entries, String key, long otherwise) {
        String text = entries.getOrDefault(key, String.valueOf(otherwise));
        if (!text.matches("[0-9]{1,18}")) {
            throw new GraphFault("must have its %s as a whole number, was \"%s\"", key, text);
        }
        return Long.parseLong(text);
    }

    private ByteBuffer content(String location) {
        Path file = resolved(location);
        if (!open.containsKey(file)) {
            try {
                open.put(file, InputFile.read(file, LARGEST_FILE_BYTES));
            } catch (InvalidInputException e) {
                throw new GraphFault(
                        "has its values in \"%s\", which %s",
                        location, e.faults().get(0));
            }
        }
        return open.get(file).duplicate();
    }

    private Path resolved(String location) {
        try {
            Path file = folder.resolve(location).normalize();
            if (location.isEmpty() || Path.of(location).isAbsolute() || !file.startsWith(folder.normalize())) {
                throw new GraphFault("must have its values in the model's folder, was \"%s\"", location);
            }
            if (Files.exists(file) && !file.toRealPath().startsWith(folder.toRealPath())) {
                throw new GraphFault("must have its values in the model's folder, but \"%s\" leads out", location);
            }
            return file;
        } catch (InvalidPathException | IOException e) {
            throw new GraphFault("must name a file that holds its values, was \"%s\" (%s)", location, e.getMessage());
        }
    }
}
