package archsim.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Published figures, each with the command that makes it, its drawing and its errors. */
final class GalleryPage {

    private GalleryPage() {}

    /** Draws into {@code figures/NAME} of the shell's folder. */
    static Page made(String section, Path root, Shell shell) throws IOException, InterruptedException {
        List<String> names = shell.printed("archsim reproduce --format csv").stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        var lines = new ArrayList<String>(List.of(
                "# Gallery of published figures",
                "",
                names.size()
                        + " figures and tables of publications, each made by one command. Below each drawing stands how far"
                        + " every number is off, the worst first, and why. `REPORTED` is a difference whose reason is known;"
                        + " none is hidden.",
                ""));
        for (String name : names) {
            List<String> printed = shell.printed("archsim reproduce " + name + " --out figures/" + name);
            Path drawing = shell.work().resolve("figures/" + name + "/published-" + name + ".svg");
            lines.addAll(List.of(
                    "## " + printed.get(0),
                    "",
                    "```sh",
                    "archsim reproduce " + name + " --out " + name,
                    "```",
                    "",
                    "![" + printed.get(0) + ": simulated over published](" + drawing + ")",
                    "",
                    "```text"));
            lines.addAll(printed.subList(2, printed.size()));
            lines.addAll(List.of("```", ""));
        }
        return new Page(section, root.resolve("archsim/site/pages/gallery.md"), lines);
    }
}
