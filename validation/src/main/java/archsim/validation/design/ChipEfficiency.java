package archsim.validation.design;

import archsim.energy.PriceBounds;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.validation.fact.Measurement;
import archsim.workloads.Workload;
import java.util.Optional;

/**
 * Operations a second for each watt of the chip, in TOPS/W: the memory's energy is left out.
 *
 * <p>Operations are those of the dense layers, two a multiply-accumulate, whatever of them a machine skips.
 *
 * @param accelerator name of one that ships
 * @param memory name of one that ships; waiting for it leaks
 * @param convolution that is run, if it is not a network
 * @param network that is run, if it is not a convolution
 */
public record ChipEfficiency(
        String accelerator, String memory, Optional<DrawnConvolution> convolution, Optional<DrawnNetwork> network)
        implements Measurement {

    private static final double OPERATIONS_PER_MAC = 2;

    public ChipEfficiency {
        if (convolution.isPresent() == network.isPresent()) {
            throw new IllegalArgumentException("either convolution or network must be given");
        }
    }

    @Override
    public double value() {
        Metrics metrics = run().totals();
        return OPERATIONS_PER_MAC * metrics.macs() / DesignRun.chipPj(metrics);
    }

    @Override
    public Optional<PriceBounds> bounds() {
        RunResult run = run();
        PriceBounds chipPj =
                PriceBounds.ofTotal(DesignRun.ofChip(run.counts()), DesignRun.energyModel(accelerator, memory));
        return Optional.of(chipPj.dividing(OPERATIONS_PER_MAC * run.totals().macs()));
    }

    private RunResult run() {
        int weightBits = AcceleratorLibrary.find(accelerator).precision().weightBits();
        Workload workload = convolution
                .map(layer -> layer.workload(weightBits))
                .or(() -> network.map(DrawnNetwork::pruned))
                .orElseThrow();
        return DesignRun.run(accelerator, memory, workload);
    }
}
