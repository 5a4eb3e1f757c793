package archsim.energy;

import archsim.base.RootLocale;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of a machine that takes energy or area: its name in results, its words on pages, its place in figures.
 *
 * <p>Those that several machines have stand here; a machine declares its own with its kind. Figures show components by
 * ascending place: arithmetic at 100, registers at 200, queues at 300, indexing at 400, accumulation at 500, buffers at
 * 600, networks at 700, the clock at 890, leakage and DRAM at 900. Charts take their fills in that order.
 *
 * @param name in result files, in camel case, e.g. {@code weightBuffer}
 * @param words e.g. {@code weight buffer}
 */
public record Component(String name, String words, int place) {

    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][A-Za-z0-9]*");

    public static final Component MULTIPLIERS = new Component("multipliers", "multipliers", 100);
    public static final Component ADDERS = new Component("adders", "adders", 110);
    public static final Component REGISTERS = new Component("registers", "registers", 200);
    public static final Component INDEXING = new Component("indexing", "indexing", 410);
    public static final Component SCALING = new Component("scaling", "scaling and conversion", 420);
    public static final Component ACCUMULATORS = new Component("accumulators", "accumulators", 510);
    public static final Component WEIGHT_BUFFER = new Component("weightBuffer", "weight buffer", 600);
    public static final Component INPUT_BUFFER = new Component("inputBuffer", "input buffer", 610);
    public static final Component OUTPUT_BUFFER = new Component("outputBuffer", "output buffer", 620);
    public static final Component CLOCK = new Component("clock", "clock and control", 890);
    public static final Component LEAKAGE = new Component("leakage", "leakage", 900);
    public static final Component DRAM = new Component("dram", "DRAM", 910);

    /** Those that belong to no machine in particular. */
    public static final List<Component> SHARED = List.of(
            MULTIPLIERS,
            ADDERS,
            REGISTERS,
            INDEXING,
            SCALING,
            ACCUMULATORS,
            WEIGHT_BUFFER,
            INPUT_BUFFER,
            OUTPUT_BUFFER,
            CLOCK,
            LEAKAGE,
            DRAM);

    public Component {
        if (!CAMEL_CASE.matcher(name).matches() || words.isBlank()) {
            throw new IllegalArgumentException(RootLocale.format(
                    "a component needs a name in camel case and words, was \"%s\" and \"%s\"", name, words));
        }
    }
}
