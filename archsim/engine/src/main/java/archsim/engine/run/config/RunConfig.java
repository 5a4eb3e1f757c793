package archsim.engine.run.config;

import archsim.base.json.Described;
import archsim.base.json.Holds;
import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.tables.DramStandard;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run configuration as its author writes it; {@link archsim.engine.run.RunSetup} is what it stands for.
 *
 * <p>Its parts are bound one by one, so that a fault in one does not hide those of the others.
 *
 * @param accelerator name, or object that may start from a name by {@code "base"}
 * @param memory name, or object that may start from a name by {@code "base"}
 * @param workloads a {@link WorkloadConfig} each; the first one is the baseline of the others
 * @param fidelity {@code event} unless given
 * @param overlap {@code none} unless given: whether weights of the next layer are fetched while one computes
 * @param tiling how layers are mapped, a {@link TilingConfig}; for fewest cycles unless given
 * @param compare common terms, a {@link CompareConfig}, that the machine and its memory are brought to; none unless given
 * @param seed of generated masks, 1 unless given
 */
public record RunConfig(
        @Range(min = 1, max = 1) int schemaVersion,

        @Described("the name of an accelerator or an object")
        @Holds(value = Accelerator.class, orName = true, orBase = true)
        JsonValue accelerator,

        @Described("the name of a memory or an object") @Holds(value = DramStandard.class, orName = true, orBase = true)
        JsonValue memory,

        @Holds(WorkloadConfig.class) List<JsonValue> workloads,
        Optional<Fidelity> fidelity,
        Optional<Overlap> overlap,
        @Described("an object") @Holds(TilingConfig.class) Optional<JsonValue> tiling,
        @Described("an object") @Holds(CompareConfig.class) Optional<JsonValue> compare,
        OptionalLong seed) {}
