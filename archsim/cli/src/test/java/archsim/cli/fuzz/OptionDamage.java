package archsim.cli.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One or two words of a command lost, doubled, mistyped, or made hostile; nothing outside the case's folder is written. */
final class OptionDamage {

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "-1",
            "0",
            "1e400",
            "NaN",
            "99999999999999999999",
            "\u0661",
            "/",
            ".",
            "..",
            "--",
            "a\u0000b",
            "a\u001b[2J",
            "x".repeat(300),
            "lenet5",
            "text",
            "JSON",
            "null",
            "1,1",
            "*");
    private static final Set<String> OUTPUTS = Set.of("--out", "-o");

    private OptionDamage() {}

    /** The damaged command. */
    static String[] of(String[] sound, Path folder, SplittableRandom random) {
        var words = new ArrayList<>(List.of(sound));
        for (int changes = random.nextInt(1, 3); changes > 0; changes--) {
            change(words, folder, random);
        }
        return words.toArray(String[]::new);
    }

    private static void change(List<String> words, Path folder, SplittableRandom random) {
        int at = random.nextInt(words.size());
        if (OUTPUTS.contains(words.get(at))) {
            return;
        }
        if (at > 0 && OUTPUTS.contains(words.get(at - 1))) {
            words.set(at, folder.resolve(output(random)).toString());
            return;
        }
        String word = words.get(at);
        switch (random.nextInt(5)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, word);
            case 2 -> words.set(at, word + "x");
            case 3 ->
                words.add("--"
                        + List.of("force", "threads", "format", "seed", "help", "nosuch")
                                .get(random.nextInt(6)));
            default -> words.set(at, VALUES.get(random.nextInt(VALUES.size())));
        }
    }

    private static String output(SplittableRandom random) {
        return List.of("x".repeat(300), "run.json", "run.json/below", "new/deep/er", ".", "result")
                .get(random.nextInt(6));
    }
}
