package archsim.cli.file;

import archsim.base.Fault;
import archsim.base.InvalidInputException;
import archsim.base.json.EnumNames;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file that was read and not run.
 *
 * @param name as its user wrote it
 * @param kind of file; absent if that could not be told, and of a JSON Schema, which archsim does not read
 * @param faults found, none if the file is in order
 * @param lines that faults stand at
 */
record CheckedFile(String name, Optional<FileKind> kind, List<Fault> faults, PointerLines lines) {

    /**
     * Reads a file.
     *
     * @param stated kind of file; told from its keys if absent
     */
    static CheckedFile of(String name, Optional<FileKind> stated) {
        String text = "";
        Optional<FileKind> kind = stated;
        try {
            Path path = Path.of(name);
            text = StrictJson.readText(path);
            if (stated.isEmpty() && isSchema(name, text)) {
                return new CheckedFile(name, stated, List.of(), new PointerLines(text));
            }
            kind = Optional.of(stated.isPresent() ? stated.get() : kind(name, text));
            kind.get().read(new NamedFile(name, text, path.toAbsolutePath().getParent()));
            return new CheckedFile(name, kind, List.of(), new PointerLines(text));
        } catch (InvalidInputException e) {
            return new CheckedFile(name, kind, e.faults(), new PointerLines(text));
        }
    }

    /** What {@code archsim init} writes beside its files, for editors. */
    private static boolean isSchema(String name, String text) {
        return StrictJson.parse(name, text) instanceof JsonObject object
                && object.get("$schema") instanceof JsonString address
                && address.getString().startsWith("https://json-schema.org/");
    }

    private static FileKind kind(String name, String text) {
        JsonValue tree = StrictJson.parse(name, text);
        List<FileKind> kinds = tree instanceof JsonObject object ? FileKind.of(object) : List.of();
        if (kinds.size() == 1) {
            return kinds.get(0);
        }
        throw InvalidInputException.of(
                name,
                kinds.isEmpty()
                        ? "has no keys of any file that archsim reads: name its kind by --kind"
                        : "may be " + kinds.stream().map(FileKind::toString).collect(Collectors.joining(" or "))
                                + ": name its kind by --kind");
    }

    boolean isSound() {
        return faults.isEmpty();
    }

    /** For people: a line, and one for each fault. */
    String text() {
        return isSound()
                ? name + ": "
                        + kind.map(found -> "in order (" + found.title() + ")").orElse("a JSON Schema, not read") + "\n"
                : faults.stream()
                        .map(fault -> name + ":" + lines.of(fault.pointer()) + ": "
                                + fault.code().id() + " " + fault + "\n")
                        .collect(Collectors.joining());
    }

    /** For programs. */
    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("file", name);
        kind.ifPresent(found -> tree.put("kind", found));
        tree.put("sound", isSound());
        tree.put("faults", faults.stream().map(this::faultTree).toList());
        return tree;
    }

    private Map<String, Object> faultTree(Fault fault) {
        Map<String, Object> tree = tree(fault);
        tree.put("line", lines.of(fault.pointer()));
        return tree;
    }

    /** A fault for programs. */
    static Map<String, Object> tree(Fault fault) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("code", fault.code().id());
        tree.put("name", EnumNames.of(fault.code()));
        tree.put("pointer", fault.pointer());
        tree.put("message", fault.text());
        fault.expected().ifPresent(expected -> tree.put("expected", expected));
        fault.found().ifPresent(found -> tree.put("found", found));
        return tree;
    }
}
