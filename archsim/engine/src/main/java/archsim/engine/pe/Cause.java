package archsim.engine.pe;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a multiplier slot went: its name in results, how people read it, and what it means.
 *
 * <p>The order is that of results, tables and charts; a chart takes its fills in this order.
 */
public enum Cause {
    USEFUL("useful", "useful", "a product that the dataflow had to make"),
    FRAGMENTATION("fragmentation", "fragmentation", "lanes left over where the work does not fill a vector"),
    IMBALANCE("imbalance", "imbalance", "waiting for the slowest PE or lane"),
    CONFLICT("conflict", "conflict", "waiting for a bank or port"),
    INDEX("index", "index", "decoding, filler zeros, scanning of empty windows"),
    HALO("halo", "halo", "partial sums exchanged between tiles, products outside the output"),
    FILL("fill", "fill", "pipelines filling and draining"),
    DRAM_STALL("dramStall", "DRAM stall", "waiting for DRAM");

    private final String jsonName;
    private final String words;
    private final String meaning;

    Cause(String jsonName, String words, String meaning) {
        this.jsonName = jsonName;
        this.words = words;
        this.meaning = meaning;
    }

    /** Its name in result files, for example {@code dramStall}. */
    public String jsonName() {
        return jsonName;
    }

    /** Its name in charts and on pages, for example {@code DRAM stall}. */
    public String words() {
        return words;
    }

    /** What a slot of this cause was spent on. */
    public String meaning() {
        return meaning;
    }

    /** The cause of that name in result files; empty if there is none. */
    public static Optional<Cause> named(String jsonName) {
        return Arrays.stream(values())
                .filter(cause -> cause.jsonName.equals(jsonName))
                .findFirst();
    }
}
