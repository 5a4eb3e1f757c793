package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.energy.PriceBounds;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.run.MemoryConfig;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.RunResult;
import archsim.tables.DramStandard;
import archsim.tables.TableSet;
import archsim.validation.design.DesignRun;
import archsim.validation.fact.Measurement;
import archsim.validation.price.DesignArea;
import archsim.workloads.Workload;
import archsim.workloads.network.Networks;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.Sparsity;
import archsim.workloads.sparsity.SparsityKind;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One of NVDLA's sizes on ResNet-50, dense: the machine of 2,048 multipliers with fewer, a smaller buffer and a slower memory.
 *
 * @param filters at once
 * @param channels at once
 * @param bufferKib of the convolution buffer
 * @param gbPerSecond of the memory
 */
public record NvdlaSize(
        @Range(min = 1, max = 1024) int filters,
        @Range(min = 1, max = 1024) int channels,
        @Range(min = 1, max = 65536) int bufferKib,
        @Range(min = 0.01, max = 1000) double gbPerSecond,
        Quantity quantity)
        implements Measurement {

    /** What is measured. */
    public enum Quantity {
        FRAMES_PER_SECOND,
        /** Average power of the chip without its memory. */
        MILLIWATTS,
        SQUARE_MILLIMETRES
    }

    private static final String MACHINE = "nvdla";
    private static final String NETWORK = "resnet50-imagenet";
    private static final int BITS_A_KIB = 8 * 1024;
    private static final long SEED = 1;
    private static final Map<List<Object>, RunResult> RUNS = new ConcurrentHashMap<>();

    @Override
    public double value() {
        return switch (quantity) {
            case FRAMES_PER_SECOND -> run().rates().throughputPerSecond();
            case MILLIWATTS -> DesignRun.chipPj(run().totals()) / run().totals().timeNs();
            case SQUARE_MILLIMETRES -> DesignArea.of(machine());
        };
    }

    @Override
    public Optional<PriceBounds> bounds() {
        if (quantity != Quantity.MILLIWATTS) {
            return Optional.empty();
        }
        Accelerator machine = machine();
        EnergyModel model = EnergyModels.of(
                TableSet.shipped(), machine.technologyNm(), machine.transistors(), machine.operatingPoint(), memory());
        return Optional.of(PriceBounds.ofTotal(DesignRun.ofChip(run().counts()), model)
                .times(1 / run().totals().timeNs()));
    }

    private RunResult run() {
        return RUNS.computeIfAbsent(List.of(filters, channels, bufferKib, gbPerSecond), size -> {
            Accelerator machine = machine();
            Workload dense = GeneratedWorkload.of(
                    Networks.shipped(NETWORK),
                    Sparsity.of(SparsityKind.BERNOULLI, Json.createValue(1), Optional.empty()),
                    machine.precision().weightBits(),
                    SEED);
            return new Simulator(machine, memory(), Fidelity.ANALYTICAL)
                    .run(dense)
                    .result();
        });
    }

    private DramStandard memory() {
        return MemoryConfig.read(
                "memory",
                Json.createObjectBuilder()
                        .add("base", "lpddr4-2400")
                        .add("gbPerSecond", gbPerSecond)
                        .build()
                        .toString());
    }

    private Accelerator machine() {
        JsonObject sized = ReferenceMachines.json(MACHINE);
        int wordBits = ((JsonNumber) sized.getValue(level("convBuffer") + "/wordBits")).intValue();
        sized = with(sized, level("convBuffer") + "/words", bufferKib * BITS_A_KIB / wordBits);
        sized = with(sized, level("filters") + "/x", filters);
        sized = with(sized, level("channels") + "/x", channels);
        return StrictJson.read(MACHINE, sized.toString(), Accelerator.class);
    }

    private static JsonObject with(JsonObject tree, String pointer, int value) {
        JsonValue number = Json.createValue(value);
        return Json.createPointer(pointer).replace(tree, number);
    }

    private static String level(String name) {
        List<JsonObject> levels = ReferenceMachines.json(MACHINE)
                .getJsonObject("dataflow")
                .getJsonArray("levels")
                .getValuesAs(JsonObject.class);
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).getString("name").equals(name)) {
                return "/dataflow/levels/" + i;
            }
        }
        throw new IllegalStateException("the machine has no level called " + name);
    }
}
