package archsim.sweep.study;

import archsim.base.RootLocale;
import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.config.CompareConfig;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Overlap;
import archsim.tables.DramStandard;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A study as written in the file.
 *
 * @param title for people
 * @param remarks sentences that belong to all results
 * @param memory beside every machine
 * @param everyMachine parts of an accelerator that all machines share unless they say otherwise
 * @param denseMachines that structured models are meant for
 * @param sparseMachines that non-structured models are meant for
 * @param bounds machines that show what is possible at best
 * @param compare common terms that all machines and the memory are brought to, a {@link
 *     CompareConfig}; the reference is the first dense machine unless it says otherwise
 * @param accuracyTolerancePoints two models whose accuracies differ by no more are equally accurate; in per cent points
 * @param fidelity of the memory simulation; event unless given
 * @param overlap of layers; none unless given
 * @param seed of generated masks; 1 unless given
 */
public record StudyConfig(
        @Range(min = 1, max = 1) int schemaVersion,
        String title,
        Optional<List<String>> remarks,

        @Described("a memory's name or an object") @Holds(value = DramStandard.class, orName = true, orBase = true)
        JsonValue memory,

        @Described("an object") @Holds(value = Accelerator.class, orPart = true)
        Optional<JsonValue> everyMachine,

        @Described("names of accelerators or objects")
        @Holds(value = Accelerator.class, orName = true, orBase = true, orPart = true)
        List<JsonValue> denseMachines,

        @Described("names of accelerators or objects")
        @Holds(value = Accelerator.class, orName = true, orBase = true, orPart = true)
        List<JsonValue> sparseMachines,

        @Holds(value = Accelerator.class, orName = true, orBase = true, orPart = true)
        Optional<List<JsonValue>> bounds,

        @Described("an object") @Holds(CompareConfig.class) Optional<JsonValue> compare,
        @Range(min = 0, max = 100) double accuracyTolerancePoints,
        Optional<Fidelity> fidelity,
        Optional<Overlap> overlap,
        OptionalLong seed,
        List<PairConfig> pairs) {

    public StudyConfig {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("pairs must hold at least one pair, was empty");
        }
        if (denseMachines.isEmpty() || sparseMachines.isEmpty()) {
            throw new IllegalArgumentException("denseMachines and sparseMachines need at least one machine each");
        }
        if (everyMachine.isPresent() && !(everyMachine.get() instanceof JsonObject)) {
            throw new IllegalArgumentException("everyMachine must be an object");
        }
        var names = new HashSet<String>();
        for (PairConfig pair : pairs) {
            if (!names.add(pair.name())) {
                throw new IllegalArgumentException(
                        RootLocale.format("names of pairs must be unique, was twice \"%s\"", pair.name()));
            }
        }
    }

    List<JsonValue> machines(MachineRole role) {
        return switch (role) {
            case DENSE -> denseMachines;
            case SPARSE -> sparseMachines;
            case BOUND -> bounds.orElse(List.of());
        };
    }
}
