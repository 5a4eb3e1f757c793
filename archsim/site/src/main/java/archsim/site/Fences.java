package archsim.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a Markdown text, by their lines. */
final class Fences {

    private static final Pattern FENCE = Pattern.compile("```(\\S*)\\s*");

    private Fences() {}

    /**
     * One block.
     *
     * @param language after the opening fence, {@code ""} if none
     * @param from index of its first line of content
     * @param content its lines, without the fences
     */
    record Block(String language, int from, List<String> content) {

        Block {
            content = List.copyOf(content);
        }

        /** Index of the line of its closing fence. */
        int end() {
            return from + content.size();
        }
    }

    /**
     * In the order of the text.
     *
     * @throws IllegalArgumentException if a block is not closed
     */
    static List<Block> of(List<String> lines) {
        var blocks = new ArrayList<Block>();
        int at = 0;
        while (at < lines.size()) {
            Matcher opening = FENCE.matcher(lines.get(at));
            at++;
            if (opening.matches()) {
                int from = at;
                while (at < lines.size() && !lines.get(at).strip().equals("```")) {
                    at++;
                }
                if (at == lines.size()) {
                    throw new IllegalArgumentException("the block that begins in line " + from + " is not closed");
                }
                blocks.add(new Block(opening.group(1), from, lines.subList(from, at)));
                at++;
            }
        }
        return blocks;
    }
}
