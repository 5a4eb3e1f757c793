package archsim.cli.neighbours;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.json.StrictJson;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts texts in the place of {@code {{include_text('FILE')}}}, the one part of Timeloop's templates that needs no front end. */
final class Includes {

    private static final Pattern INCLUDE =
            Pattern.compile("\\{\\{\\s*include_text\\(\\s*(?:'([^']+)'|\"([^\"]+)\")\\s*\\)\\s*}}");
    private static final int MOST_DEPTH = 8;
    private static final int MOST_CHARACTERS = 4 << 20;

    private final Problems problems;

    Includes(Problems problems) {
        this.problems = problems;
    }

    /** A file's text with what it includes; absent if that cannot be read, which is then recorded. */
    Optional<String> text(Path file, String text) {
        try {
            return Optional.of(filled(file, text, 0));
        } catch (InvalidInputException e) {
            problems.addNamed("", e);
            return Optional.empty();
        }
    }

    private static String filled(Path file, String text, int depth) {
        Matcher include = INCLUDE.matcher(text);
        var filled = new StringBuilder();
        while (include.find()) {
            String name = Optional.ofNullable(include.group(1)).orElse(include.group(2));
            if (depth == MOST_DEPTH) {
                throw InvalidInputException.of(name, "must be included at most %d files deep", MOST_DEPTH);
            }
            Path other = beside(file, name);
            String of = filled(other, StrictJson.readText(other), depth + 1);
            if (filled.length() + of.length() > MOST_CHARACTERS) {
                throw InvalidInputException.of(name, "makes more than %d characters", MOST_CHARACTERS);
            }
            include.appendReplacement(filled, Matcher.quoteReplacement(of));
        }
        return include.appendTail(filled).toString();
    }

    private static Path beside(Path file, String name) {
        try {
            return file.resolveSibling(name).normalize();
        } catch (InvalidPathException e) {
            throw InvalidInputException.of(name, "is no name of a file");
        }
    }
}
