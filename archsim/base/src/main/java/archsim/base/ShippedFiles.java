package archsim.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of one folder that ships with archsim, found on the class path.
 *
 * @param folder with {@code /} between its parts and none at its ends, e.g. {@code archsim/networks}
 * @param suffix of the files, e.g. {@code .json}; names are given without it
 */
public record ShippedFiles(String folder, String suffix) {

    /** Names of all files, without suffix, in alphabetical order. */
    public List<String> names() {
        var names = new TreeSet<String>();
        try {
            for (URL url : ShippedFiles.class.getClassLoader().resources(folder).toList()) {
                names.addAll(url.openConnection() instanceof JarURLConnection jar ? inJar(jar) : inFolder(url));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names.stream()
                .filter(name -> name.endsWith(suffix) && !name.contains("/"))
                .map(name -> name.substring(0, name.length() - suffix.length()))
                .sorted()
                .toList();
    }

    /** What {@code archsim list} knows the files by: the last word of the folder, or {@code memories}. */
    public String catalogue() {
        String last = folder.substring(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('-')) + 1);
        return last.equals("dram") ? "memories" : last;
    }

    /** Content of the file called {@code name}, which may carry the suffix. */
    public Optional<byte[]> find(String name) {
        String file = name.endsWith(suffix) ? name : name + suffix;
        if (file.contains("/") || file.contains("\\")) {
            return Optional.empty();
        }
        try (InputStream in = ShippedFiles.class.getClassLoader().getResourceAsStream(folder + "/" + file)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As {@link #find}, for files that plug-ins bring along.
     *
     * @throws InvalidInputException if two jars have different files of that name
     */
    public Optional<byte[]> findOnly(String name) {
        Optional<byte[]> found = find(name);
        List<URL> places = found.isEmpty()
                ? List.of()
                : ShippedFiles.class
                        .getClassLoader()
                        .resources(folder + "/" + name + suffix)
                        .toList();
        for (URL place : places) {
            try (InputStream in = place.openStream()) {
                if (!Arrays.equals(in.readAllBytes(), found.get())) {
                    throw InvalidInputException.of(name, "is in two jars: %s and %s", jar(places.get(0)), jar(place));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private String jar(URL place) {
        return place.toString().replaceFirst("^(jar:)?file:", "").replaceFirst("!?/" + folder + "/.*$", "");
    }

    private List<String> inJar(JarURLConnection jar) throws IOException {
        return jar.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(entry -> entry.startsWith(folder + "/"))
                .map(entry -> entry.substring(folder.length() + 1))
                .toList();
    }

    private static List<String> inFolder(URL url) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(URI.create(url.toString())))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
