package archsim.cli.neighbours;

import archsim.base.RootLocale;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a machine is taken to be where its file is silent; each becomes a line of the machine. */
final class Assumed {

    static final double CLOCK_MHZ = 1000;
    static final int TECHNOLOGY_NM = 45;
    static final int BITS = 8;
    static final int ACCUMULATOR_BITS = 32;

    private final List<String> lines = new ArrayList<>();

    void add(String line) {
        if (!lines.contains(line)) {
            lines.add(line);
        }
    }

    double clockMhz(OptionalDouble said) {
        if (said.isEmpty()) {
            lines.add(RootLocale.format("The clock is not stated: %.0f MHz; --clock-mhz says another.", CLOCK_MHZ));
        }
        return said.orElse(CLOCK_MHZ);
    }

    int technologyNm(OptionalInt said) {
        if (said.isEmpty()) {
            lines.add(RootLocale.format("The node is not stated: %d nm; --technology says another.", TECHNOLOGY_NM));
        }
        return said.orElse(TECHNOLOGY_NM);
    }

    int bits(OptionalInt said) {
        if (said.isEmpty()) {
            lines.add(RootLocale.format(
                    "The width of a word is not stated: %d bits for weights and activations; --bits says another.",
                    BITS));
        }
        return said.orElse(BITS);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    JsonArray json() {
        return Json.createArrayBuilder(lines).build();
    }
}
