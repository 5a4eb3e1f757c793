package archsim.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reference of all commands: what each says of itself. */
final class CommandPage {

    private static final Pattern COMMAND = Pattern.compile("  ([a-z][a-z-]*)(?:\\s.*)?");

    private CommandPage() {}

    static Page made(String section, Path root, Shell shell) throws IOException, InterruptedException {
        var lines = new ArrayList<String>(List.of("# All commands", "", "What each prints for `--help`.", ""));
        List<String> help = shell.printed("archsim --help");
        add(lines, "archsim", help);
        for (String command : commands(help)) {
            List<String> its = shell.printed("archsim " + command + " --help");
            add(lines, "archsim " + command, its);
            for (String part : commands(its)) {
                String name = command + " " + part;
                add(lines, "archsim " + name, shell.printed("archsim " + name + " --help"));
            }
        }
        return new Page(section, root.resolve("archsim/site/pages/commands.md"), lines);
    }

    private static void add(List<String> lines, String title, List<String> help) {
        lines.addAll(List.of("## " + title, "", "```text"));
        lines.addAll(help);
        lines.addAll(List.of("```", ""));
    }

    /** Those listed below {@code Commands:}; lines further in go on with the one before. */
    static List<String> commands(List<String> help) {
        int from = help.indexOf("Commands:");
        var commands = new ArrayList<String>();
        for (int line = from + 1;
                from >= 0 && line < help.size() && help.get(line).startsWith("  ");
                line++) {
            Matcher matcher = COMMAND.matcher(help.get(line));
            if (matcher.matches()) {
                commands.add(matcher.group(1));
            }
        }
        return commands;
    }
}
