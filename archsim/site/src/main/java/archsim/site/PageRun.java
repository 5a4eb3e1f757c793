package archsim.site;

import archsim.site.Fences.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page's commands, run in its order: blocks of {@code sh}, each with the block of {@code text} below it if there is one. */
final class PageRun {

    private PageRun() {}

    /**
     * The page with the output of today.
     *
     * @throws IOException if a command fails or prints what the page does not show
     */
    static List<String> renewed(List<String> page, Shell shell) throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        int copied = 0;
        List<Block> blocks = Fences.of(page);
        for (int i = 0; i < blocks.size(); i++) {
            if (!blocks.get(i).language().equals("sh")) {
                continue;
            }
            List<String> printed = shell.printed(String.join("\n", blocks.get(i).content()));
            Optional<Block> shown = outputOf(blocks, i, page);
            if (shown.isPresent()) {
                Block output = shown.get();
                lines.addAll(page.subList(copied, output.from()));
                lines.addAll(Transcript.renewed(output.content(), printed)
                        .orElseThrow(() -> new IOException("line " + (output.from() + 1) + " of the page shows\n"
                                + String.join("\n", output.content())
                                + "\nbut printed is\n"
                                + String.join("\n", printed))));
                copied = output.end();
            }
        }
        lines.addAll(page.subList(copied, page.size()));
        return List.copyOf(lines);
    }

    /** The next block, if it is text and nothing but prose without another command stands between. */
    private static Optional<Block> outputOf(List<Block> blocks, int command, List<String> page) {
        return Optional.of(command + 1)
                .filter(next -> next < blocks.size())
                .map(blocks::get)
                .filter(next -> next.language().equals("text"))
                .filter(next -> page.subList(blocks.get(command).end() + 1, next.from() - 1).stream()
                        .noneMatch(line -> line.startsWith("#")));
    }
}
