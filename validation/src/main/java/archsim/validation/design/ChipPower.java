package archsim.validation.design;

import archsim.energy.PriceBounds;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.validation.fact.Measurement;
import archsim.workloads.Workload;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Average power of a chip without its memory, in milliwatts, while memory never stalls.
 *
 * <p>Exactly one of the workloads is given.
 *
 * @param accelerator name of one that ships
 * @param convolution one layer, its masks drawn
 * @param network a network at its published densities
 * @param connected one fully connected layer, its masks drawn
 */
public record ChipPower(
        String accelerator,
        Optional<DrawnConvolution> convolution,
        Optional<DrawnNetwork> network,
        Optional<DrawnConnected> connected)
        implements Measurement {

    public ChipPower {
        long given = Stream.of(convolution, network, connected)
                .filter(Optional::isPresent)
                .count();
        if (given != 1) {
            throw new IllegalArgumentException(
                    "one of convolution, network and connected must be given, were " + given);
        }
    }

    @Override
    public double value() {
        return energy().powerMw();
    }

    @Override
    public Optional<PriceBounds> bounds() {
        return Optional.of(energy().powerBoundsMw());
    }

    ChipEnergy energy() {
        var machine = AcceleratorLibrary.find(accelerator);
        return DesignRun.chipEnergy(machine, workload(machine.precision().weightBits()));
    }

    private Workload workload(int weightBits) {
        return convolution
                .map(layer -> layer.workload(weightBits))
                .or(() -> network.map(DrawnNetwork::pruned))
                .or(() -> connected.map(layer -> layer.workload(weightBits)))
                .orElseThrow();
    }
}
