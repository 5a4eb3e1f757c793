package archsim.reports;

import archsim.base.Provenance;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.engine.pe.Cause;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.ZeroInputs;
import archsim.engine.run.result.Count;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.Operands;
import archsim.engine.run.result.RunResult;
import archsim.engine.run.result.SimulationResult;
import archsim.workloads.InputOrigin;
import archsim.workloads.storage.StorageBits;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Small results with metrics that can be followed by hand. */
public final class SampleResults {

    /** Half of the inputs are measured zeros, which the machine skips. */
    public static final Operands OPERANDS = new Operands(1, 8, false, InputOrigin.MEASURED, 0.5, ZeroInputs.SKIPPED);

    public static final String DENSE = "lenet5-mnist-dense";
    public static final String NON_STRUCTURED = "lenet5-mnist-nonstructured";
    public static final String STRUCTURED = "lenet5-mnist-structured";

    private SampleResults() {}

    /** Three workloads of two layers on four multipliers. */
    public static SimulationResult three() {
        return of(
                run(
                        DENSE,
                        layer("conv1", "dense x dense", dense(100, 800, 400)),
                        layer("fc1", "", dense(900, 3600, 1200))),
                run(
                        NON_STRUCTURED,
                        layer(
                                "conv1",
                                "dense x sparse",
                                sparse(
                                        SlotStack.useful(20)
                                                .lost(Cause.FRAGMENTATION, 6)
                                                .lost(Cause.IMBALANCE, 10)
                                                .lost(Cause.CONFLICT, 4)
                                                .lost(Cause.INDEX, 2)
                                                .lost(Cause.HALO, 1)
                                                .lost(Cause.FILL, 1)
                                                .lost(Cause.DRAM_STALL, 4),
                                        20)),
                        layer(
                                "fc1",
                                "sparse x sparse",
                                sparse(
                                        SlotStack.useful(60)
                                                .lost(Cause.FRAGMENTATION, 14)
                                                .lost(Cause.IMBALANCE, 30)
                                                .lost(Cause.INDEX, 20)
                                                .lost(Cause.FILL, 4)
                                                .lost(Cause.DRAM_STALL, 72),
                                        90))),
                run(
                        STRUCTURED,
                        layer(
                                "conv1",
                                "dense x dense",
                                sparse(
                                        SlotStack.useful(30)
                                                .lost(Cause.FRAGMENTATION, 6)
                                                .lost(Cause.FILL, 2)
                                                .lost(Cause.DRAM_STALL, 2),
                                        30)),
                        layer(
                                "fc1",
                                "dense x dense",
                                sparse(
                                        SlotStack.useful(100)
                                                .lost(Cause.FRAGMENTATION, 20)
                                                .lost(Cause.FILL, 8)
                                                .lost(Cause.DRAM_STALL, 32),
                                        100))));
    }

    /** The given runs compared with the first. */
    public static SimulationResult of(RunResult... runs) {
        return SimulationResult.of(provenance(), config(), Map.of("multipliers", 0.25), List.of(runs));
    }

    static Provenance provenance() {
        return new Provenance(
                "0.1.0",
                "0123456789abcdef0123456789abcdef01234567",
                "c".repeat(64),
                Map.of(DENSE, "a".repeat(64)),
                1,
                List.of("CACTI 7, 65 nm SRAM", "CACTI 7, 65 nm SRAM; interpolated", "Micron LPDDR4 data sheet"));
    }

    static JsonObject config() {
        return Json.createObjectBuilder()
                .add("accelerator", Json.createObjectBuilder().add("name", "sticker"))
                .add("memory", Json.createObjectBuilder().add("name", "lpddr4-2400"))
                .add("fidelity", "event")
                .add("seed", 1)
                .build();
    }

    public static RunResult run(String workload, LayerResult... layers) {
        OptionalDouble accuracy = workload.equals(DENSE) ? OptionalDouble.of(0.9944) : OptionalDouble.empty();
        return RunResult.of(workload, "sticker", accuracy, List.of(layers));
    }

    public static LayerResult layer(String name, String mode, Metrics metrics) {
        return new LayerResult(name, mode, name.startsWith("conv"), "dense", OPERANDS, metrics, List.of());
    }

    /** {@code cycles} of four multipliers of which {@code useful} slots work and the rest wait for DRAM. */
    public static Metrics dense(long cycles, long macs, long useful) {
        long stall = cycles * 4 - useful / 4;
        return metrics(
                SlotStack.useful(useful / 4).lost(Cause.DRAM_STALL, stall), macs, macs, macs, macs / 8, macs / 8, 800);
    }

    /** A pruned layer of 800 MACs and 400 weights of which {@code kept} weights and twice as many MACs are kept. */
    public static Metrics sparse(SlotStack stack, long kept) {
        return metrics(stack, 800, 2 * kept, kept, 400, kept, 10);
    }

    /** {@code cycles} that nobody paid for. */
    public static Metrics withoutEnergy(long cycles) {
        Metrics priced = dense(cycles, 800, 16);
        return new Metrics(
                priced.counts(),
                priced.timeNs(),
                priced.multipliers(),
                priced.slotStack(),
                EnergyBreakdown.NONE,
                priced.dramBytes(),
                priced.sramAccesses(),
                priced.storage());
    }

    /** The same cycles on a machine of half the clock. */
    public static RunResult halfAsFast(RunResult run) {
        return RunResult.of(
                run.workload(),
                run.accelerator(),
                run.layers().stream()
                        .map(layer -> layer(layer.name(), layer.mode(), halfAsFast(layer.metrics())))
                        .toList());
    }

    private static Metrics halfAsFast(Metrics metrics) {
        return new Metrics(
                metrics.counts(),
                2 * metrics.timeNs(),
                metrics.multipliers(),
                metrics.slotStack(),
                metrics.energy(),
                metrics.dramBytes(),
                metrics.sramAccesses(),
                metrics.storage());
    }

    /** On four multipliers at 200 MHz, 5 ns a cycle; computes in half of the cycles, bounded by three quarters. */
    public static Metrics metrics(
            SlotStack stack,
            long macs,
            long macsWeights,
            long effectualMacs,
            long weights,
            long keptWeights,
            double unitPj) {
        long cycles = stack.total() / 4;
        return new Metrics(
                Map.of(
                        Count.CYCLES, cycles,
                        Count.COMPUTE_CYCLES, cycles / 2,
                        Count.ANALYTICAL_CYCLES, cycles * 3 / 4,
                        Count.MACS, macs,
                        Count.MACS_WEIGHTS, macsWeights,
                        Count.EFFECTUAL_MACS, effectualMacs,
                        Count.WEIGHTS, weights,
                        Count.KEPT_WEIGHTS, keptWeights),
                5.0 * cycles,
                4,
                stack,
                energy(unitPj),
                Map.of(DataType.WEIGHTS, keptWeights, DataType.INPUTS, 64L),
                Map.of("weightBuffer", 2 * keptWeights),
                new StorageBits(3 * keptWeights, 4 * keptWeights, 7, 0));
    }

    private static EnergyBreakdown energy(double unitPj) {
        var energyPj = new LinkedHashMap<String, Map<DataType, Double>>();
        energyPj.put("multiplier", Map.of(DataType.PSUMS, 2 * unitPj));
        energyPj.put("weightBuffer", Map.of(DataType.WEIGHTS, 3 * unitPj, DataType.INDICES, unitPj));
        energyPj.put("dram", Map.of(DataType.WEIGHTS, 8 * unitPj, DataType.INPUTS, 2.5 * unitPj));
        return new EnergyBreakdown(energyPj);
    }
}
