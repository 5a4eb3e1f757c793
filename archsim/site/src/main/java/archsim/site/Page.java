package archsim.site;

import java.nio.file.Path;
import java.util.List;

/**
 * One page, as Markdown.
 *
 * @param section of the contents
 * @param source where its links start from; need not exist
 * @param lines whose first is its title
 */
record Page(String section, Path source, List<String> lines) {

    Page {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || !lines.get(0).startsWith("# ")) {
            throw new IllegalArgumentException(source + " does not begin with a title");
        }
    }

    /** As text, without marks of code. */
    String title() {
        return lines.get(0).substring(2).replace("`", "").strip();
    }

    /** Its file in the site; a README is called as its folder. */
    String target() {
        String name = source.getFileName().toString();
        String own = name.equals("README.md") ? source.getParent().getFileName() + ".md" : name;
        return own.replaceFirst("\\.md$", ".html");
    }

    String markdown() {
        return String.join("\n", lines) + "\n";
    }

    Page with(List<String> others) {
        return new Page(section, source, others);
    }
}
