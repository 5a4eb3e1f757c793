package archsim.compression;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Configurations that tests change. */
public final class TestConfigs {

    /** Non-structured pruning of LeNet-5 in two rounds. */
    public static final String TWO_ROUNDS = text("two-rounds.json");

    private TestConfigs() {}

    private static String text(String name) {
        try (InputStream in = TestConfigs.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
