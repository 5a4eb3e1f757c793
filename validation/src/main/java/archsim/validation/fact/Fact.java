package archsim.validation.fact;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.base.json.Range;
import archsim.base.json.SubtypeReader;
import archsim.energy.PriceBounds;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import java.util.Optional;

/**
 * A published figure and how archsim arrives at its own.
 *
 * @param name unique in its file, e.g. {@code lenet5-conv-weights}
 * @param what in a few words
 * @param measurement archsim's figure
 * @param value as published
 * @param bound present where {@code value} is a bound that archsim's figure may lie beyond on one side
 * @param unit of {@code value} and of the measurement
 * @param tolerance relative difference that still passes
 * @param note what the tolerance allows for
 * @param disagreement present where the difference is known and explained
 * @param source confidence A or B: a figure from memory is no target
 */
public record Fact(
        String name,
        String what,
        @JsonbTypeDeserializer(SubtypeReader.class) Measurement measurement,
        double value,
        Optional<Bound> bound,
        String unit,
        @Range(min = 0, max = 1) double tolerance,
        Optional<String> note,
        Optional<Disagreement> disagreement,
        Source source) {

    /** What was stated of a figure that was not given itself. */
    public enum Bound {
        AT_LEAST,
        AT_MOST;

        private boolean allows(double deviation) {
            return this == AT_LEAST ? deviation > 0 : deviation < 0;
        }
    }

    public Fact {
        if (value == 0) {
            throw new IllegalArgumentException("a relative tolerance needs a value other than 0");
        }
        if (source.confidence() == Confidence.C) {
            throw new IllegalArgumentException("a figure from memory (confidence c) is no target");
        }
    }

    /** Measures and judges. */
    public Check check() {
        double simulated = measurement.value();
        boolean near = isNear(simulated);
        boolean known = !near && isExplained(simulated);
        Optional<PriceBounds> bounds = known ? measurement.bounds() : Optional.empty();
        boolean within = bounds.filter(prices -> prices.hold(value)).isPresent();
        Verdict verdict =
                near ? Verdict.PASS : within ? Verdict.WITHIN_PRICES : known ? Verdict.REPORTED : Verdict.FAIL;
        return new Check(
                name,
                what,
                value,
                simulated,
                unit,
                deviation(simulated, value),
                tolerance,
                verdict,
                disagreement.filter(miss -> verdict == Verdict.REPORTED).map(Disagreement::missClass),
                bounds,
                disagreement.map(Disagreement::reason).or(() -> note),
                source);
    }

    private boolean isNear(double simulated) {
        double off = deviation(simulated, value);
        return Math.abs(off) <= tolerance
                || bound.filter(side -> side.allows(off)).isPresent();
    }

    private boolean isExplained(double simulated) {
        return disagreement
                .filter(known -> Math.abs(deviation(simulated, known.expected())) <= known.tolerance())
                .isPresent();
    }

    private static double deviation(double simulated, double reference) {
        return (simulated - reference) / Math.abs(reference);
    }
}
