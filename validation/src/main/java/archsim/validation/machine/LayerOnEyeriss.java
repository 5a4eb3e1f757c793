package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.energy.Action;
import archsim.energy.DataType;
import archsim.energy.PriceBounds;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.eyeriss.Eyeriss;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.Metrics;
import archsim.tables.DramStandards;
import archsim.validation.design.DesignRun;
import archsim.validation.fact.Measurement;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import archsim.workloads.network.Networks;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A figure of one dense layer of a network that ships, on the {@code eyeriss} that ships.
 *
 * @param network its name
 * @param layer its name
 * @param images the batch
 * @param inputDensity share of the inputs that is not zero; zeros are drawn at random
 * @param outputDensity share of the outputs that is not zero
 */
public record LayerOnEyeriss(
        String network,
        String layer,
        @Range(min = 1, max = 1024) int images,
        @Range(min = 0, max = 1) double inputDensity,
        @Range(min = 0, max = 1) double outputDensity,
        Quantity quantity)
        implements Measurement {

    private static final Accelerator EYERISS = AcceleratorLibrary.find("eyeriss");

    /** What is measured. */
    public enum Quantity {
        /** While memory never stalls. */
        PROCESSING_MS,
        ACTIVE_PES,
        /** Inputs that the global buffer delivers, and partial sums in and out of it. */
        GLOBAL_BUFFER_MB,
        /** In bursts of a DDR3 channel. */
        DRAM_MB,
        /** Of the chip, over the processing time. */
        POWER_MW
    }

    @Override
    public double value() {
        return switch (quantity) {
            case PROCESSING_MS -> metrics().computeCycles() / EYERISS.clockMhz() / 1000;
            case ACTIVE_PES -> mappingPes();
            case GLOBAL_BUFFER_MB -> globalBufferBytes() / 1e6;
            case DRAM_MB ->
                metrics().dramBytes().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        / 1e6;
            case POWER_MW -> DesignRun.chipPowerMw(EYERISS, run());
        };
    }

    @Override
    public Optional<PriceBounds> bounds() {
        return quantity == Quantity.POWER_MW
                ? Optional.of(DesignRun.chipPowerBoundsMw(EYERISS, run()))
                : Optional.empty();
    }

    private int mappingPes() {
        var eyeriss = (Eyeriss) EYERISS.dataflow();
        LayerWorkload workload = workload();
        return eyeriss.mapping(workload, EYERISS.machine())
                .activePes(workload.shape().r());
    }

    private double globalBufferBytes() {
        var bits = new AtomicLong();
        EYERISS.dataflow().plan(workload(), EYERISS.machine()).onChip().forEach((key, count) -> {
            if (key.action() instanceof Action.SramAccess access) {
                boolean delivered = key.dataType() == DataType.INPUTS && !access.write();
                boolean summed = key.dataType() == DataType.PSUMS || key.dataType() == DataType.OUTPUTS;
                bits.addAndGet(delivered || summed ? count * access.wordBits() : 0);
            }
        });
        return bits.get() / 8.0;
    }

    private Metrics metrics() {
        var simulator = new Simulator(EYERISS, DramStandards.find("ddr3-1600"), Fidelity.ANALYTICAL);
        return simulator.run(run()).result().totals();
    }

    private Workload run() {
        return new Workload(layer, network, "", List.of(workload()));
    }

    private LayerWorkload workload() {
        Layer found = Networks.shipped(network).layers().stream()
                .filter(candidate -> candidate.name().equals(layer))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(network + " has no layer " + layer))
                .withBatch(images);
        var random = new SplittableRandom(1);
        return new LayerWorkload(
                        found,
                        Mask.full(Math.toIntExact(found.shape().weights())),
                        Mask.of(Math.toIntExact(found.shape().inputs()), i -> random.nextDouble() < inputDensity),
                        EYERISS.precision().weightBits(),
                        Scheme.DENSE)
                .withOutputDensity(outputDensity);
    }
}
