package archsim.tables;

import archsim.base.Fault;
import archsim.base.InvalidInputException;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files of a user in place of those that ship.
 *
 * @param texts by kind and file name, e.g. {@code sram/cacti-45nm.json}
 */
record TableFolder(Map<String, String> texts) {

    private static final int MOST_FILES = 1000;
    private static final String SUFFIX = ".json";

    /** No file at all. */
    static final TableFolder EMPTY = new TableFolder(Map.of());

    TableFolder {
        texts = Map.copyOf(texts);
    }

    /**
     * The tables in {@code folder} and its folders, not yet looked into.
     *
     * @throws InvalidInputException if there is none, or one that is of no known kind
     */
    static TableFolder read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw InvalidInputException.of(
                    folder.toString(), Files.exists(folder) ? "must be a folder, was a file" : "does not exist");
        }
        SortedMap<String, String> texts = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        for (Path file : jsonFiles(folder)) {
            Path relative = folder.relativize(file);
            Optional<TableKind> kind = kind(relative);
            if (kind.isEmpty()) {
                faults.add(Fault.of(unknown(relative)));
                continue;
            }
            try {
                texts.put(kind.get().folder() + "/" + file.getFileName(), StrictJson.readText(file));
            } catch (InvalidInputException e) {
                e.faults().forEach(fault -> faults.add(fault.inFile(relative.toString())));
            }
        }
        if (texts.isEmpty() && faults.isEmpty()) {
            faults.add(Fault.of("holds no table: " + expected()));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(folder.toString(), faults);
        }
        return new TableFolder(texts);
    }

    private static List<Path> jsonFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                    .limit(MOST_FILES)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw InvalidInputException.of(folder.toString(), "cannot be read (%s)", e.getMessage());
        }
    }

    /** What the folder around a file says, or if there is none, what ships under its name. */
    private static Optional<TableKind> kind(Path relative) {
        return relative.getNameCount() == 1
                ? TableKind.all()
                        .filter(kind -> kind.shippedNames().contains(stem(relative)))
                        .findFirst()
                : TableKind.all()
                        .filter(kind -> kind.folder().equals(relative.getName(0).toString()))
                        .findFirst();
    }

    private static String unknown(Path relative) {
        List<String> known = TableKind.all()
                .flatMap(kind -> kind.shippedNames().stream())
                .distinct()
                .toList();
        String hint = Suggestion.sentence(stem(relative), known);
        return relative + " is not a table that is known" + (hint.isEmpty() ? ": " + expected() : hint);
    }

    private static String expected() {
        return "expected files of the names that ship, or folders "
                + String.join(", ", TableKind.all().map(TableKind::folder).toList());
    }

    private static String stem(Path relative) {
        String file = relative.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }

    /** Names of a kind, without suffix, in alphabetical order. */
    List<String> names(TableKind kind) {
        String start = kind.folder() + "/";
        return texts.keySet().stream()
                .filter(path -> path.startsWith(start))
                .map(path -> path.substring(start.length(), path.length() - SUFFIX.length()))
                .sorted()
                .toList();
    }

    /** The text of a table: the user's, or the one that ships. */
    String text(TableKind kind, String name) {
        String own = texts.get(kind.folder() + "/" + name + SUFFIX);
        return own != null ? own : kind.shippedText(name);
    }
}
