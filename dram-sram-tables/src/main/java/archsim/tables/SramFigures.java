package archsim.tables;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What one SRAM costs.
 *
 * @param readPj energy of reading one word
 * @param writePj energy of writing one word
 * @param leakageMw power of the idle memory
 * @param areaMm2 of the macro
 * @param accessNs from address to data
 */
public record SramFigures(double readPj, double writePj, double leakageMw, double areaMm2, double accessNs) {

    /**
     * The figures at {@code x}, each on a {@link PowerCurve} of its own.
     *
     * @throws OutOfRangeException if no point lies on one side of {@code x}
     */
    static SramFigures at(int x, String quantity, Map<Integer, SramFigures> points) {
        ToDoubleFunction<ToDoubleFunction<SramFigures>> at = figure -> new PowerCurve(
                        quantity,
                        points.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, point -> figure.applyAsDouble(point.getValue()))))
                .at(x);
        return new SramFigures(
                at.applyAsDouble(SramFigures::readPj),
                at.applyAsDouble(SramFigures::writePj),
                at.applyAsDouble(SramFigures::leakageMw),
                at.applyAsDouble(SramFigures::areaMm2),
                at.applyAsDouble(SramFigures::accessNs));
    }
}
