package archsim.reports.words;

import archsim.base.RootLocale;
import archsim.engine.run.result.MachineTerms;
import archsim.engine.run.result.Overlapped;
import archsim.engine.run.result.SimulationResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a reader must know of the machines before comparing their figures. */
public final class MachineText {

    private MachineText() {}

    /** Of one result: the machine's node, clock, size and widths, and what was scaled; sentences, none if unknown. */
    public static List<String> of(SimulationResult result) {
        var sentences = new ArrayList<String>();
        MachineTerms.of(result.config()).ifPresent(terms -> sentences.add(terms.name() + ": " + terms.text()));
        scaled(MachineTerms.scaled(result.config())).ifPresent(sentences::add);
        if (result.runs().stream().anyMatch(run -> run.overlapped().isPresent())) {
            sentences.add(
                    "Layers overlap: while one computes, the first weights of the next are fetched into the half of the"
                            + " weight buffer that it leaves free, in the time in which the memory has nothing else to do"
                            + result.runs().stream()
                                    .map(run -> RootLocale.format(
                                            "; %s: %,d of %,d cycles saved",
                                            run.workload(),
                                            run.overlapped()
                                                    .orElse(Overlapped.NOTHING)
                                                    .savedCycles(),
                                            run.totals().cycles()
                                                    + run.overlapped()
                                                            .orElse(Overlapped.NOTHING)
                                                            .savedCycles()))
                                    .collect(Collectors.joining()));
        }
        return sentences;
    }

    /** Machine, node, clock, memory, its channels and fidelity in one short phrase for a caption; what is known of them. */
    public static String caption(SimulationResult result) {
        RunLabel label = RunLabel.of(result);
        String fidelity = label.fidelity().isEmpty() ? "" : label.fidelity() + " fidelity";
        return MachineTerms.of(result.config())
                .map(terms -> caption(terms, channels(result.config().get("memory")))
                        + (fidelity.isEmpty() ? "" : "; " + fidelity))
                .orElseGet(() -> label.conditions().isEmpty()
                        ? label.accelerator()
                        : label.accelerator() + ", " + label.conditions());
    }

    /**
     * Machine, node, clock and memory in one short phrase.
     *
     * @param channels of the memory; 0 if not known
     */
    public static String caption(MachineTerms terms, int channels) {
        return RootLocale.format(
                "%s, %s nm, %s MHz; memory %s",
                terms.name(),
                terms.nodes(),
                number(terms.clockMhz()),
                memory(terms.memory(), channels, terms.gbPerSecond()));
    }

    /** A memory's name, channels and peak. */
    public static String memory(String name, int channels, double gbPerSecond) {
        String count =
                channels == 0 ? "" : RootLocale.format(", %d %s", channels, channels == 1 ? "channel" : "channels");
        return name
                + (Double.isFinite(gbPerSecond)
                        ? RootLocale.format("%s, %.1f GB/s", count, gbPerSecond)
                        : ", all data on the chip");
    }

    private static int channels(JsonValue memory) {
        return memory instanceof JsonObject object ? object.getInt("channels", 0) : 0;
    }

    /** A clock or a node: with thousands, and a decimal only where it has one. */
    public static String number(double value) {
        return value == Math.rint(value) ? RootLocale.format("%,.0f", value) : RootLocale.format("%,.1f", value);
    }

    /** What was scaled to common terms, in a sentence. */
    public static Optional<String> scaled(List<String> changes) {
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of("Scaled to common terms: " + String.join("; ", changes));
    }

    /** In what compared machines differ; absent if in nothing but their design. */
    public static Optional<String> warning(List<MachineTerms> machines) {
        List<String> differences = MachineTerms.differences(machines);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("Not alike: these machines differ in " + String.join(", ", differences)
                        + "; \"compare\" brings them to common terms");
    }
}
