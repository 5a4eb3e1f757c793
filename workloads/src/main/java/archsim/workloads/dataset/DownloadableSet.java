package archsim.workloads.dataset;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A data set that can be fetched: which files, from where, and how they are known to be whole.
 *
 * @param title as people call it
 * @param source who made it
 * @param mirrors addresses by https that file names are appended to, tried in order; at least one
 * @param files at least one
 */
public record DownloadableSet(
        @Range(min = 1, max = 1) int schemaVersion,
        String name,
        String title,
        String source,
        List<String> mirrors,
        List<DownloadableFile> files) {

    private static final ShippedFiles SHIPPED = new ShippedFiles("archsim/datasets", ".json");

    /**
     * One file.
     *
     * @param sizeBytes of its content
     * @param sha256 of its content, in hexadecimal
     * @param unpack files to take out of it, which is then a compressed tar archive; it is kept as it is if absent
     */
    public record DownloadableFile(
            String file, @Range(min = 1, max = 1 << 30) long sizeBytes, String sha256, Optional<List<String>> unpack) {

        /** Files that are there once this one was fetched. */
        List<String> results() {
            return unpack.orElse(List.of(file));
        }
    }

    public DownloadableSet {
        mirrors = List.copyOf(mirrors);
        for (String mirror : mirrors) {
            if (!mirror.startsWith("https://")) {
                throw new IllegalArgumentException("mirrors must start with https://, was " + mirror);
            }
        }
        files = List.copyOf(files);
    }

    /** Names of the data sets that are known, in alphabetical order. */
    public static List<String> names() {
        return SHIPPED.names();
    }

    /**
     * The data set called {@code name}.
     *
     * @throws InvalidInputException if it is not known
     */
    public static DownloadableSet find(String name) {
        if (!names().contains(name)) {
            throw InvalidInputException.of(
                    name,
                    "is no data set that can be fetched%s, expected one of %s",
                    Suggestion.sentence(name, names()),
                    String.join(", ", names()));
        }
        return parse(name + ".json", StrictJson.decode(name, SHIPPED.find(name).orElseThrow()));
    }

    /** The data set that {@code text} describes. */
    static DownloadableSet parse(String fileName, String text) {
        return StrictJson.read(fileName, text, DownloadableSet.class);
    }

    /** Where data sets are kept unless a folder is given: {@code $XDG_CACHE_HOME/archsim}, else {@code ~/.cache/archsim}. */
    public static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return root.resolve("archsim");
    }

    /** Whether {@code folder} holds all files; their content was checked when they were fetched. */
    public boolean isIn(Path folder) {
        return files.stream()
                .flatMap(file -> file.results().stream())
                .allMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }
}
