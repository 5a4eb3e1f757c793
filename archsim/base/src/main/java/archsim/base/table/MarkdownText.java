package archsim.base.table;

import java.util.regex.Pattern;

/** Text that says in Markdown what it says as it is: no part of it becomes a link, an element, an entity or a list. */
public final class MarkdownText {

    private static final String SPAN = "[\\\\`*|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|\\](?=[(\\[:])|~(?=~)";
    private static final String BLOCK = "^[-+=#>~]|(?<=^\\d{1,9})[.)](?=\\s|$)";
    private static final Pattern IN_CELL = Pattern.compile(SPAN);
    private static final Pattern IN_PARAGRAPH = Pattern.compile(SPAN + "|" + BLOCK);
    private static final Pattern ENTITY = Pattern.compile("&(?=#?\\w+;)");

    private MarkdownText() {}

    /** {@code plain} with what Markdown would read escaped; line ends become blanks. */
    public static String of(String plain) {
        return escaped(plain, IN_PARAGRAPH);
    }

    /** The same in a cell of a table, where no list, heading or rule can begin. */
    static String ofCell(String plain) {
        return escaped(plain, IN_CELL);
    }

    private static String escaped(String plain, Pattern marks) {
        String line = plain.replaceAll("[\\r\\n]+", " ").strip();
        String marked = marks.matcher(line).replaceAll("\\\\$0");
        return ENTITY.matcher(marked).replaceAll("&amp;").replace("<", "&lt;");
    }
}
