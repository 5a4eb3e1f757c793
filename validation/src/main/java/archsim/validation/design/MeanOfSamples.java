package archsim.validation.design;

import archsim.energy.PriceBounds;
import archsim.validation.design.DesignRatio.Quantity;
import archsim.validation.fact.Measurement;
import archsim.validation.memory.ConvolutionSample;
import java.util.List;
import java.util.Optional;

/**
 * How many times less one machine needs than another, in the mean over samples of layers.
 *
 * @param accelerator name of the one
 * @param baseline name of the other
 * @param quantity that is compared
 * @param memory of both
 * @param samples at least one
 */
public record MeanOfSamples(
        String accelerator, String baseline, Quantity quantity, String memory, List<ConvolutionSample> samples)
        implements Measurement {

    public MeanOfSamples {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("samples must hold at least one");
        }
    }

    @Override
    public double value() {
        return ratios().stream().mapToDouble(DesignRatio::value).average().orElseThrow();
    }

    /** The means of the lower and of the upper bounds. */
    @Override
    public Optional<PriceBounds> bounds() {
        List<PriceBounds> each =
                ratios().stream().flatMap(ratio -> ratio.bounds().stream()).toList();
        return each.isEmpty()
                ? Optional.empty()
                : Optional.of(new PriceBounds(
                        each.stream().mapToDouble(PriceBounds::low).average().orElseThrow(),
                        each.stream().mapToDouble(PriceBounds::high).average().orElseThrow()));
    }

    private List<DesignRatio> ratios() {
        return samples.stream()
                .map(sample -> new DesignRatio(accelerator, baseline, quantity, memory, sample))
                .toList();
    }
}
