package archsim.reports.result;

import archsim.base.ComponentFaults;
import archsim.base.Provenance;
import archsim.base.RootLocale;
import archsim.base.json.Described;
import archsim.base.json.Range;
import archsim.energy.ActionCount;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.run.result.Count;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.Operands;
import archsim.engine.run.result.Overlapped;
import archsim.workloads.InputOrigin;
import archsim.workloads.language.LanguageFacts;
import archsim.workloads.language.Repeat;
import archsim.workloads.storage.StorageBits;
import jakarta.json.JsonValue;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * {@code result.json} as it is read: the shape that {@link ResultJson} writes.
 *
 * <p>What follows from the layers (totals, comparisons, utilisation) is made again and not read.
 *
 * @param config as resolved
 * @param areaMm2 of the machine by component
 * @param comparisons not read
 * @param monteCarlo not read
 */
public record ResultFile(
        @Range(min = ResultJson.SCHEMA_VERSION, max = ResultJson.SCHEMA_VERSION)
        int schemaVersion,

        Made provenance,
        @Described("an object") JsonValue config,
        @Range(min = 0) Map<String, Double> areaMm2,
        List<Run> runs,
        @Described("a list") JsonValue comparisons,
        Optional<JsonValue> monteCarlo) {

    private static final String NOT_ABOVE = "must not exceed %s, %d, was %d";

    /** More than any count can be; eight of them still fit a {@code long}. */
    static final double MOST = 1e18;

    /** What the result was made from. */
    public record Made(
            String archsimVersion,
            String gitCommit,
            String configSha256,
            Map<String, String> modelSha256,
            long seed,
            List<String> tableSources) {

        Provenance provenance() {
            return new Provenance(archsimVersion, gitCommit, configSha256, modelSha256, seed, tableSources);
        }
    }

    /** One workload; {@code totals} are not read. */
    public record Run(
            String workload,
            String accelerator,
            OptionalDouble accuracy,
            @Described("an object") JsonValue totals,
            Optional<Language> language,
            List<Layer> layers) {}

    /** Stored bits by purpose; scales are there if there are any. */
    public record Stored(
            @Range(min = 0, max = ResultFile.MOST) long weights,
            @Range(min = 0, max = ResultFile.MOST) long indices,
            @Range(min = 0, max = ResultFile.MOST) long fillers,
            @Range(min = 0, max = ResultFile.MOST) long pointers,
            @Range(min = 0, max = ResultFile.MOST) OptionalLong scales) {

        private StorageBits bits() {
            return new StorageBits(weights, indices, fillers, pointers, scales.orElse(0));
        }
    }

    /** A language model's run; {@code rates} are not read. */
    public record Language(
            LanguageFacts facts, @Described("an object") JsonValue rates) {}

    /** Slots by cause. */
    public record Slots(
            @Range(min = 0, max = ResultFile.MOST) long useful,
            @Range(min = 0, max = ResultFile.MOST) long fragmentation,
            @Range(min = 0, max = ResultFile.MOST) long imbalance,
            @Range(min = 0, max = ResultFile.MOST) long conflict,
            @Range(min = 0, max = ResultFile.MOST) long index,
            @Range(min = 0, max = ResultFile.MOST) long halo,
            @Range(min = 0, max = ResultFile.MOST) long fill,
            @Range(min = 0, max = ResultFile.MOST) long dramStall) {

        SlotStack stack() {
            return SlotStack.useful(useful)
                    .lost(Cause.FRAGMENTATION, fragmentation)
                    .lost(Cause.IMBALANCE, imbalance)
                    .lost(Cause.CONFLICT, conflict)
                    .lost(Cause.INDEX, index)
                    .lost(Cause.HALO, halo)
                    .lost(Cause.FILL, fill)
                    .lost(Cause.DRAM_STALL, dramStall);
        }
    }

    /** Bytes by data type. */
    public record Bytes(
            @Range(min = 0, max = ResultFile.MOST) long weights,
            @Range(min = 0, max = ResultFile.MOST) long indices,
            @Range(min = 0, max = ResultFile.MOST) long inputs,
            @Range(min = 0, max = ResultFile.MOST) long outputs,
            @Range(min = 0, max = ResultFile.MOST) long psums,
            @Range(min = 0, max = ResultFile.MOST) OptionalLong keysValues,
            @Range(min = 0, max = ResultFile.MOST) OptionalLong scales) {

        Map<DataType, Long> byDataType() {
            var bytes = new EnumMap<DataType, Long>(DataType.class);
            put(bytes, DataType.WEIGHTS, weights);
            put(bytes, DataType.INDICES, indices);
            put(bytes, DataType.INPUTS, inputs);
            put(bytes, DataType.OUTPUTS, outputs);
            put(bytes, DataType.PSUMS, psums);
            put(bytes, DataType.KEYS_VALUES, keysValues.orElse(0));
            put(bytes, DataType.SCALES, scales.orElse(0));
            return bytes;
        }

        private static void put(Map<DataType, Long> bytes, DataType type, long count) {
            if (count > 0) {
                bytes.put(type, count);
            }
        }
    }

    /** Energy of one component by data type. */
    public record Energy(
            @Range(min = 0) OptionalDouble weights,
            @Range(min = 0) OptionalDouble indices,
            @Range(min = 0) OptionalDouble inputs,
            @Range(min = 0) OptionalDouble outputs,
            @Range(min = 0) OptionalDouble psums,
            @Range(min = 0) OptionalDouble keysValues,
            @Range(min = 0) OptionalDouble scales) {

        Map<DataType, Double> byDataType() {
            var energyPj = new EnumMap<DataType, Double>(DataType.class);
            weights.ifPresent(pj -> energyPj.put(DataType.WEIGHTS, pj));
            indices.ifPresent(pj -> energyPj.put(DataType.INDICES, pj));
            inputs.ifPresent(pj -> energyPj.put(DataType.INPUTS, pj));
            outputs.ifPresent(pj -> energyPj.put(DataType.OUTPUTS, pj));
            psums.ifPresent(pj -> energyPj.put(DataType.PSUMS, pj));
            keysValues.ifPresent(pj -> energyPj.put(DataType.KEYS_VALUES, pj));
            scales.ifPresent(pj -> energyPj.put(DataType.SCALES, pj));
            return energyPj;
        }
    }

    /** What a layer gains from weights that are fetched early. */
    public record Gain(
            @Range(min = 0, max = ResultFile.MOST) long savedCycles,
            @Range(min = 0, max = ResultFile.MOST) long earlyBytes) {

        private Overlapped overlapped() {
            return new Overlapped(savedCycles, earlyBytes);
        }
    }

    /** One layer. */
    public record Layer(
            String name,
            String mode,
            boolean convolution,
            @Range(min = 1) int batch,
            @Range(min = 1, max = 32) int weightBits,
            boolean rounded,
            InputOrigin inputs,
            @Range(min = 0, max = 1) double inputDensity,
            ZeroInputs zeroInputs,
            @Range(min = 0, max = ResultFile.MOST) long cycles,
            @Range(min = 0, max = ResultFile.MOST) long computeCycles,
            @Range(min = 0, max = ResultFile.MOST) long analyticalCycles,
            @Range(min = 0) double timeNs,
            @Range(min = 0, max = ResultFile.MOST) long macs,
            @Range(min = 0, max = ResultFile.MOST) long macsWeights,
            @Range(min = 0, max = ResultFile.MOST) long effectualMacs,
            @Range(min = 0, max = ResultFile.MOST) long weights,
            @Range(min = 0, max = ResultFile.MOST) long keptWeights,
            @Range(min = 1) int multipliers,
            @Range(min = 0, max = 1) double utilisation,
            Slots slotStack,
            Map<String, Energy> energyPj,
            @Range(min = 0) double energyTotalPj,
            Optional<Boolean> energyPartial,
            Optional<Map<String, String>> unpriced,
            Bytes dramBytes,
            @Range(min = 0) Map<String, Long> sramAccesses,
            Stored storageBits,
            String storageFormat,
            List<ActionCount> actions,
            Optional<Repeat> repeat,
            Optional<Gain> overlap) {

        public Layer {
            boolean fits = cycles <= Long.MAX_VALUE / multipliers;
            if (!fits || slotStack.stack().total() != cycles * multipliers) {
                throw new IllegalArgumentException(RootLocale.format(
                        "slotStack must sum to %d cycles x %d multipliers, was %d",
                        cycles, multipliers, slotStack.stack().total()));
            }
            new ComponentFaults()
                    .require(computeCycles <= cycles, "computeCycles", NOT_ABOVE, "cycles", cycles, computeCycles)
                    .require(
                            analyticalCycles <= cycles,
                            "analyticalCycles",
                            NOT_ABOVE,
                            "cycles",
                            cycles,
                            analyticalCycles)
                    .require(keptWeights <= weights, "keptWeights", NOT_ABOVE, "weights", weights, keptWeights)
                    .require(macsWeights <= macs, "macsWeights", NOT_ABOVE, "macs", macs, macsWeights)
                    .require(
                            effectualMacs <= macsWeights,
                            "effectualMacs",
                            NOT_ABOVE,
                            "macsWeights",
                            macsWeights,
                            effectualMacs)
                    .throwIfAny();
        }

        LayerResult result() {
            var operands = new Operands(batch, weightBits, rounded, inputs, inputDensity, zeroInputs);
            return new LayerResult(
                    name,
                    mode,
                    convolution,
                    storageFormat,
                    operands,
                    metrics(),
                    actions,
                    repeat,
                    overlap.map(Gain::overlapped));
        }

        private Metrics metrics() {
            var energy = new LinkedHashMap<String, Map<DataType, Double>>();
            energyPj.forEach((component, byType) -> energy.put(component, byType.byDataType()));
            return new Metrics(
                    counts(),
                    timeNs,
                    multipliers,
                    slotStack.stack(),
                    new EnergyBreakdown(energy, unpriced.orElse(Map.of())),
                    dramBytes.byDataType(),
                    sramAccesses,
                    storageBits.bits());
        }

        private Map<Count, Long> counts() {
            return Map.of(
                    Count.CYCLES, cycles,
                    Count.COMPUTE_CYCLES, computeCycles,
                    Count.ANALYTICAL_CYCLES, analyticalCycles,
                    Count.MACS, macs,
                    Count.MACS_WEIGHTS, macsWeights,
                    Count.EFFECTUAL_MACS, effectualMacs,
                    Count.WEIGHTS, weights,
                    Count.KEPT_WEIGHTS, keptWeights);
        }
    }
}
