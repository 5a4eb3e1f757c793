package archsim.reports;

import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.run.result.Count;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.workloads.storage.StorageBits;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Invented metrics of the size that LeNet-5 has on 256 multipliers: a baseline many times its pruned versions. */
public final class LenetResult {

    private LenetResult() {}

    public static SimulationResult result() {
        return SampleResults.of(
                run(
                        SampleResults.DENSE,
                        8,
                        0,
                        layer("conv1", "dense x dense", 288_000, 500, 500, 1_800, 0.62, 0.0, 0.01, 0.02),
                        layer("conv2", "dense x dense", 1_600_000, 25_000, 25_000, 6_600, 0.94, 0.0, 0.0, 0.01),
                        layer("fc1", "dense x dense", 400_000, 400_000, 400_000, 17_500, 0.09, 0.0, 0.0, 0.89),
                        layer("fc2", "dense x dense", 5_000, 5_000, 5_000, 400, 0.05, 0.0, 0.0, 0.80)),
                run(
                        SampleResults.NON_STRUCTURED,
                        3,
                        6,
                        layer("conv1", "dense x sparse", 288_000, 500, 110, 640, 0.38, 0.25, 0.06, 0.03),
                        layer("conv2", "sparse x sparse", 1_600_000, 25_000, 610, 420, 0.30, 0.28, 0.14, 0.06),
                        layer("fc1", "sparse x sparse", 400_000, 400_000, 5_100, 510, 0.05, 0.21, 0.18, 0.44),
                        layer("fc2", "sparse x sparse", 5_000, 5_000, 720, 130, 0.03, 0.12, 0.10, 0.61)),
                run(
                        SampleResults.STRUCTURED,
                        3,
                        0,
                        layer("conv1", "dense x dense", 288_000, 500, 75, 310, 0.55, 0.0, 0.0, 0.04),
                        layer("conv2", "dense x dense", 1_600_000, 25_000, 690, 230, 0.75, 0.0, 0.0, 0.05),
                        layer("fc1", "dense x dense", 400_000, 400_000, 9_900, 420, 0.09, 0.0, 0.0, 0.72),
                        layer("fc2", "dense x dense", 5_000, 5_000, 800, 100, 0.04, 0.0, 0.0, 0.66)));
    }

    private record Sized(String name, String mode, long macs, long weights, long kept, SlotStack stack) {}

    private static Sized layer(
            String name,
            String mode,
            long macs,
            long weights,
            long kept,
            long cycles,
            double useful,
            double imbalance,
            double index,
            double stall) {
        long slots = 256 * cycles;
        long usefulSlots = (long) (useful * slots);
        long imbalanceSlots = (long) (imbalance * slots);
        long indexSlots = (long) (index * slots);
        long stallSlots = (long) (stall * slots);
        long conflictSlots = indexSlots / 3;
        long fillSlots = 256 * 8;
        long rest = slots - usefulSlots - imbalanceSlots - indexSlots - stallSlots - conflictSlots - fillSlots;
        return new Sized(
                name,
                mode,
                macs,
                weights,
                kept,
                SlotStack.useful(usefulSlots)
                        .lost(Cause.FRAGMENTATION, rest)
                        .lost(Cause.IMBALANCE, imbalanceSlots)
                        .lost(Cause.CONFLICT, conflictSlots)
                        .lost(Cause.INDEX, indexSlots)
                        .lost(Cause.FILL, fillSlots)
                        .lost(Cause.DRAM_STALL, stallSlots));
    }

    private static RunResult run(String workload, int weightBits, int indexBits, Sized... layers) {
        return RunResult.of(
                workload,
                "sticker",
                Arrays.stream(layers)
                        .map(layer -> priced(layer, weightBits, indexBits))
                        .toList());
    }

    private static LayerResult priced(Sized layer, int weightBits, int indexBits) {
        long cycles = layer.stack().total() / 256;
        long macsWeights = layer.macs() * layer.kept() / layer.weights();
        long fillers = indexBits == 0 ? 0 : layer.kept() / 20 * (weightBits + indexBits);
        var storage = new StorageBits(layer.kept() * weightBits, layer.kept() * indexBits, fillers, 0);
        long dramBytes = storage.weights() / 8;
        return new LayerResult(
                layer.name(),
                layer.mode(),
                layer.name().startsWith("conv"),
                indexBits == 0 ? "dense" : "CSR relative",
                SampleResults.OPERANDS,
                new Metrics(
                        Map.of(
                                Count.CYCLES,
                                cycles,
                                Count.COMPUTE_CYCLES,
                                cycles - layer.stack().dramStall() / 256,
                                Count.ANALYTICAL_CYCLES,
                                cycles * 9 / 10,
                                Count.MACS,
                                layer.macs(),
                                Count.MACS_WEIGHTS,
                                macsWeights,
                                Count.EFFECTUAL_MACS,
                                macsWeights * 2 / 3,
                                Count.WEIGHTS,
                                layer.weights(),
                                Count.KEPT_WEIGHTS,
                                layer.kept()),
                        5.0 * cycles,
                        256,
                        layer.stack(),
                        energy(layer, cycles, macsWeights, storage),
                        Map.of(DataType.WEIGHTS, dramBytes, DataType.INDICES, storage.indices() / 8),
                        Map.of("weightBuffer", layer.kept()),
                        storage),
                List.of());
    }

    private static EnergyBreakdown energy(Sized layer, long cycles, long macs, StorageBits storage) {
        var energyPj = new LinkedHashMap<String, Map<DataType, Double>>();
        energyPj.put("multipliers", Map.of(DataType.PSUMS, 0.4 * macs));
        energyPj.put("adders", Map.of(DataType.PSUMS, 0.1 * macs));
        energyPj.put("registerFiles", Map.of(DataType.INPUTS, 0.12 * macs, DataType.WEIGHTS, 0.1 * macs));
        energyPj.put("accumulator", Map.of(DataType.PSUMS, 0.7 * macs));
        energyPj.put("activationBuffer", Map.of(DataType.INPUTS, 1.1 * macs / 8, DataType.OUTPUTS, 0.2 * macs / 8));
        energyPj.put(
                "weightBuffer",
                Map.of(DataType.WEIGHTS, 0.9 * storage.weights(), DataType.INDICES, 0.9 * storage.indices()));
        energyPj.put("indexDecoder", Map.of(DataType.INDICES, 0.05 * storage.indices()));
        energyPj.put(
                "dram",
                Map.of(
                        DataType.WEIGHTS,
                        7.0 * storage.weights(),
                        DataType.INDICES,
                        7.0 * (storage.indices() + storage.fillers()),
                        DataType.INPUTS,
                        900.0 * layer.name().length()));
        energyPj.put("leakage", Map.of(DataType.PSUMS, 3.0 * cycles));
        return new EnergyBreakdown(energyPj);
    }
}
