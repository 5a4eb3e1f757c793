package archsim.reports.words;

import archsim.engine.run.result.MachineTerms;
import archsim.engine.run.result.SimulationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader must know of the machines before comparing their figures. */
public final class MachineText {

    private MachineText() {}

    /** Of one result: the machine's node, clock, size and widths, and what was scaled; sentences, none if unknown. */
    public static List<String> of(SimulationResult result) {
        var sentences = new ArrayList<String>();
        MachineTerms.of(result.config()).ifPresent(terms -> sentences.add(terms.name() + ": " + terms.text()));
        scaled(MachineTerms.scaled(result.config())).ifPresent(sentences::add);
        return sentences;
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
