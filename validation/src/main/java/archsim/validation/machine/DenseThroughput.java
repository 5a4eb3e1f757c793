package archsim.validation.machine;

import archsim.base.json.Range;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.validation.fact.Measurement;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;

/**
 * Operations a second of a machine on a dense layer while memory never stalls, in GOPS (a multiply-accumulate is two).
 *
 * <p>The layer is a square convolution with as many filters as channels that keeps the size of its map.
 *
 * @param accelerator name of one that ships
 * @param channels of the input and of the output
 * @param mapSize rows and columns of the input and of the output
 * @param kernelSize rows and columns of the filter, odd
 */
public record DenseThroughput(
        String accelerator,
        @Range(min = 1, max = 4096) int channels,
        @Range(min = 1, max = 1024) int mapSize,
        @Range(min = 1, max = 15) int kernelSize)
        implements Measurement {

    private static final double OPERATIONS_PER_MAC = 2;

    public DenseThroughput {
        if (kernelSize % 2 == 0) {
            throw new IllegalArgumentException("kernelSize must be odd, was " + kernelSize);
        }
    }

    @Override
    public double value() {
        Accelerator machine = AcceleratorLibrary.find(accelerator);
        LayerWorkload layer = layer(machine.precision().weightBits());
        long cycles = machine.dataflow().plan(layer, machine.machine()).computeCycles();
        double timeNs = cycles * 1000.0 / machine.clockMhz();
        return OPERATIONS_PER_MAC * layer.shape().macs() / timeNs;
    }

    private LayerWorkload layer(int weightBits) {
        var shape = LayerShape.convolution(channels, channels)
                .map(mapSize, mapSize)
                .kernel(kernelSize, kernelSize)
                .padding(kernelSize / 2)
                .build();
        return DenseLayer.of(shape, weightBits);
    }
}
