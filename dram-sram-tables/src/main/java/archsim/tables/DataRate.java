package archsim.tables;

import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.json.StrictJson;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/**
 * The knob {@code "gbPerSecond"} of a memory: the same part with another peak bandwidth.
 *
 * <p>As many channels as fit stand side by side, at least one, and their data pins are made faster, or of a single channel
 * slower, until the peak is the one asked for. Banks keep their times in nanoseconds, rounded up to clocks, and an activate, a burst,
 * a refresh and a nanosecond of standby keep their energies: so beyond what one part gives, standby grows with the channels.
 */
final class DataRate {

    private static final String KEY = "gbPerSecond";
    private static final JsonProvider JSON = JsonProvider.provider();
    /** Counted in clocks at any rate: what one burst takes on the pins. */
    private static final List<String> ON_THE_PINS = List.of("tCkPs", "tCCDShort");

    private DataRate() {}

    /** The standard that {@code tree} describes; absent exactly if faults were added to {@code problems}. */
    static Optional<DramStandard> bind(Problems problems, JsonObject tree, String pointer) {
        Optional<DramStandard> standard = StrictJson.bind(problems, tree, DramStandard.class, pointer);
        if (standard.isEmpty() || standard.get().gbPerSecond().isEmpty()) {
            return standard;
        }
        DramStandard found = standard.get();
        if (found.isOnChip()) {
            problems.add(pointer + "/" + KEY, "must be left out: all data stay on the chip");
            return Optional.empty();
        }
        JsonObject part = JSON.createObjectBuilder(tree).remove(KEY).build();
        return scaled(problems, part, found, found.gbPerSecond().getAsDouble(), pointer);
    }

    private static Optional<DramStandard> scaled(
            Problems problems, JsonObject part, DramStandard standard, double target, String pointer) {
        double ofChannel = standard.peakGbPerSecond() / standard.channels();
        double channels = Math.max(1, Math.floor(target / ofChannel * (1 + 1e-9)));
        int fromPs = standard.timing().tCkPs();
        long clockPs = Math.max(1, Math.round(fromPs * ofChannel * channels / target));
        JsonObject timing = part.getJsonObject("timing");
        JsonObjectBuilder scaledTiming = JSON.createObjectBuilder(timing);
        timing.forEach((name, value) -> {
            if (value instanceof JsonNumber clocks && !ON_THE_PINS.contains(name)) {
                scaledTiming.add(name, clocks(clocks.longValue(), fromPs, clockPs));
            }
        });
        scaledTiming.add("tCkPs", clockPs);
        int spacing =
                Math.max(standard.timing().tCCDShort(), standard.geometry().burstCycles());
        scaledTiming.add("tCCDLong", Math.max(spacing, clocks(standard.timing().tCCDLong(), fromPs, clockPs)));
        JsonObjectBuilder power = JSON.createObjectBuilder(part.getJsonObject("power"));
        double rate = (double) fromPs / clockPs;
        double standby = standard.power().idd3n();
        power.add("idd4r", standby + (standard.power().idd4r() - standby) * rate);
        power.add("idd4w", standby + (standard.power().idd4w() - standby) * rate);
        JsonObject scaled = JSON.createObjectBuilder(part)
                .add("channels", (long) channels)
                .add("timing", scaledTiming)
                .add("power", power)
                .build();
        var own = new Problems("");
        Optional<DramStandard> made = StrictJson.bind(own, scaled, DramStandard.class, "");
        if (made.isEmpty()) {
            problems.add(
                    pointer + "/" + KEY,
                    "cannot be %s GB/s from %s, %s GB/s in %d channels: %s",
                    text(target),
                    standard.name(),
                    text(standard.peakGbPerSecond()),
                    standard.channels(),
                    String.join("; ", own.toException().lines()));
        }
        return made;
    }

    private static long clocks(long clocks, int fromPs, long toPs) {
        return (clocks * fromPs + toPs - 1) / toPs;
    }

    private static String text(double value) {
        return RootLocale.format("%.4g", value);
    }
}
