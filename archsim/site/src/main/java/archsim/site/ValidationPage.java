package archsim.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything that was published and is held against what is simulated, the worst miss first. */
final class ValidationPage {

    private ValidationPage() {}

    /** Minutes: all sets are simulated. */
    static Page made(String section, Path root, Shell shell) throws IOException, InterruptedException {
        List<String> printed = shell.printed("archsim validate");
        var lines = new ArrayList<String>(List.of(
                "# Validation, the worst miss first",
                "",
                "What was published is held against what archsim simulates, within the tolerance that each source allows. Nothing is"
                        + " tuned to pass: a number that is off is `REPORTED` with its reason, and stays here. The whole list is"
                        + " made by",
                "",
                "```sh",
                "archsim validate",
                "```",
                "",
                "and the [gallery](gallery.md) draws its parts, publication by publication. In short: "
                        + printed.get(printed.size() - 1) + ".",
                "",
                "```text"));
        lines.addAll(printed);
        lines.addAll(List.of("```", ""));
        return new Page(section, root.resolve("archsim/site/pages/validation.md"), lines);
    }
}
