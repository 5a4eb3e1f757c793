package archsim.cli.fuzz;

import archsim.base.json.StrictJson;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold for the figures of every run in a {@code result.json}, whatever was run. */
final class ResultFigures {

    private static final double ROUNDING = 1e-9;

    private ResultFigures() {}

    /** The first figures that contradict each other. */
    static Optional<String> fault(String text) {
        return StrictJson.parseObject("result.json", text).getJsonArray("runs").getValuesAs(JsonObject.class).stream()
                .flatMap(run -> Stream.concat(
                        Stream.of(run.getJsonObject("totals")),
                        run.getJsonArray("layers").getValuesAs(JsonObject.class).stream()))
                .flatMap(figures -> faults(figures))
                .findFirst();
    }

    private static Stream<String> faults(JsonObject figures) {
        double slots = figures.getJsonNumber("cycles").doubleValue()
                * figures.getJsonNumber("multipliers").doubleValue();
        return Stream.of(
                        numbers(figures)
                                .filter(number -> !(number >= 0) || Double.isInfinite(number))
                                .findFirst()
                                .map(number -> "a number is " + number),
                        unless(isClose(sum(figures.get("slotStack")), slots), "slots are not cycles x multipliers"),
                        unless(
                                isClose(
                                        sum(figures.get("energyPj")),
                                        figures.getJsonNumber("energyTotalPj").doubleValue()),
                                "energies do not add up"),
                        unless(
                                value(figures, "computeCycles") <= value(figures, "cycles"),
                                "computeCycles above cycles"),
                        unless(value(figures, "utilisation") <= 1, "utilisation above 1"),
                        unless(
                                value(figures, "effectualMacs") <= value(figures, "macsWeights"),
                                "effectual above kept MACs"),
                        unless(value(figures, "macsWeights") <= value(figures, "macs"), "kept MACs above all"),
                        unless(value(figures, "keptWeights") <= value(figures, "weights"), "kept weights above all"))
                .flatMap(Optional::stream)
                .map(fault -> fault + " in " + figures);
    }

    private static double value(JsonObject figures, String key) {
        return figures.getJsonNumber(key).doubleValue();
    }

    private static Optional<String> unless(boolean holds, String fault) {
        return holds ? Optional.empty() : Optional.of(fault);
    }

    private static boolean isClose(double sum, double total) {
        return Math.abs(sum - total) <= ROUNDING * Math.max(1, Math.abs(total));
    }

    private static double sum(JsonValue tree) {
        return numbers(tree).mapToDouble(Double::doubleValue).sum();
    }

    /** Every number in {@code tree}. */
    private static Stream<Double> numbers(JsonValue tree) {
        if (tree instanceof JsonNumber number) {
            return Stream.of(number.doubleValue());
        }
        if (tree instanceof JsonStructure) {
            Stream<JsonValue> children =
                    tree instanceof JsonObject object ? object.values().stream() : tree.asJsonArray().stream();
            return children.flatMap(ResultFigures::numbers);
        }
        return Stream.empty();
    }
}
