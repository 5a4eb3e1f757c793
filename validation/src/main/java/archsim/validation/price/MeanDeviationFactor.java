package archsim.validation.price;

import archsim.base.json.SubtypeReader;
import archsim.validation.fact.Measurement;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The factor by which figures deviate from the published ones on average, 1 if they are equal.
 *
 * @param figures at least one; a figure half as large deviates as much as one twice as large
 */
public record MeanDeviationFactor(List<Figure> figures) implements Measurement {

    /** One of archsim's figures beside the published one. */
    public record Figure(
            @JsonbTypeDeserializer(SubtypeReader.class) Measurement measurement, double published) {

        public Figure {
            if (!(published > 0)) {
                throw new IllegalArgumentException("published must be above 0, was " + published);
            }
        }

        private double factor() {
            double value = measurement.value();
            return Math.max(value / published, published / value);
        }
    }

    public MeanDeviationFactor {
        figures = List.copyOf(figures);
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("figures must hold at least one");
        }
    }

    @Override
    public double value() {
        return StatUtils.mean(figures.stream().mapToDouble(Figure::factor).toArray());
    }
}
