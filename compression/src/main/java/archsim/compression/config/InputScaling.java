package archsim.compression.config;

import archsim.base.RootLocale;
import archsim.base.json.Range;
import java.util.List;

/**
 * What is done to a pixel, already divided by 255, before the network reads it: {@code (pixel - mean) / deviation}.
 *
 * @param mean of each channel, or one for all
 * @param deviation of each channel, or one for all; as many as means
 */
public record InputScaling(
        @Range(min = -1, max = 1) List<Double> mean,
        @Range(min = 1e-3, max = 1e3) List<Double> deviation) {

    /** Pixels divided by 255 and no more. */
    public static final InputScaling PIXELS = new InputScaling(List.of(0.0), List.of(1.0));

    public InputScaling {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.isEmpty() || mean.size() != deviation.size()) {
            throw new IllegalArgumentException(RootLocale.format(
                    "mean and deviation must be as many, at least one each, was %d and %d",
                    mean.size(), deviation.size()));
        }
    }
}
