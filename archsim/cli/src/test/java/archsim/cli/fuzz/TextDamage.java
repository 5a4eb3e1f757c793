package archsim.cli.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Lines lost, doubled or exchanged, hostile words put in, or damage as to any other bytes. */
final class TextDamage implements Damage {

    private static final List<String> WORDS = List.of(
            "NaN", "1e400", "\u0000", "\u001b]0;x\u0007", "\ufeff", "{", "]", ",", "\"a\":1,\"a\":1,", "-", "//", "'");

    @Override
    public byte[] of(byte[] sound, SplittableRandom random) {
        String text = new String(sound, StandardCharsets.UTF_8);
        return switch (random.nextInt(3)) {
            case 0 -> new BytesDamage().of(sound, random);
            case 1 -> lines(text, random).getBytes(StandardCharsets.UTF_8);
            default -> {
                int at = random.nextInt(text.length() + 1);
                String word = WORDS.get(random.nextInt(WORDS.size()));
                yield (text.substring(0, at) + word + text.substring(at)).getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private static String lines(String text, SplittableRandom random) {
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(at));
            default -> Collections.swap(lines, at, random.nextInt(lines.size()));
        }
        return String.join("\n", lines);
    }
}
