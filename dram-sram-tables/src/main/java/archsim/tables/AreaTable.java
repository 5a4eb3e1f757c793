package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Source;
import archsim.base.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Areas of arithmetic by operand width, in any node.
 *
 * <p>Between tabulated widths areas follow power laws.
 */
public final class AreaTable {

    private static final double UM2_PER_MM2 = 1e6;

    private final AreaFile file;
    private final NodeScaling scaling;

    private AreaTable(AreaFile file, NodeScaling scaling) {
        this.file = file;
        this.scaling = scaling;
    }

    /**
     * Reads a table.
     *
     * @param name of the input, for messages
     * @param scaling gives the area of gates
     * @throws InvalidInputException with all faults of the table
     */
    public static AreaTable read(String name, String text, NodeScaling scaling) {
        AreaFile file = StrictJson.read(name, text, AreaFile.class);
        var problems = new Problems(name);
        file.check(problems);
        problems.throwIfAny();
        return new AreaTable(file, scaling);
    }

    /**
     * A multiplier of two integers.
     *
     * @throws OutOfRangeException if the table does not surround the width, or the scaling not the node
     */
    public SourcedArea multiplier(int technologyNm, int operandBits) {
        return operation(technologyNm, "width in bits of a multiplier", file.multiply(), operandBits);
    }

    /**
     * A multiplier of integers of unequal widths.
     *
     * @param wideBits at least {@code narrowBits}
     * @throws OutOfRangeException if the table does not surround the wider width, or the scaling not the node
     */
    public SourcedArea multiplier(int technologyNm, int wideBits, int narrowBits) {
        SourcedArea wide = multiplier(technologyNm, wideBits);
        return narrowBits == wideBits
                ? wide
                : file.unequal()
                        .map(law -> wide.times(
                                law.ratio(wideBits, narrowBits),
                                RootLocale.format(
                                        "one of %d x %d b [%s]",
                                        wideBits, narrowBits, law.source().citation())))
                        .orElse(wide);
    }

    /**
     * An adder of two integers.
     *
     * @throws OutOfRangeException if the table does not surround the width, or the scaling not the node
     */
    public SourcedArea adder(int technologyNm, int operandBits) {
        return operation(technologyNm, "width in bits of an adder", file.add(), operandBits);
    }

    /**
     * A multiplier of two floating point numbers.
     *
     * @throws OutOfRangeException if the table does not surround the width, or the scaling not the node
     */
    public SourcedArea floatMultiplier(int technologyNm, int operandBits) {
        return operation(
                technologyNm, "width in bits of a floating point multiplier", file.floatMultiply(), operandBits);
    }

    /**
     * An adder of two floating point numbers.
     *
     * @throws OutOfRangeException if the table does not surround the width, or the scaling not the node
     */
    public SourcedArea floatAdder(int technologyNm, int operandBits) {
        return operation(technologyNm, "width in bits of a floating point adder", file.floatAdd(), operandBits);
    }

    private SourcedArea operation(int technologyNm, String quantity, List<AreaFile.Row> rows, int operandBits) {
        Map<Integer, AreaFile.Row> byWidth =
                rows.stream().collect(Collectors.toMap(AreaFile.Row::operandBits, Function.identity()));
        var curve = new PowerCurve(
                quantity, rows.stream().collect(Collectors.toMap(AreaFile.Row::operandBits, AreaFile.Row::areaUm2)));
        Source source = byWidth.get(curve.floor(operandBits)).source();
        var area = new SourcedArea(curve.at(operandBits) / UM2_PER_MM2, source);
        SourcedArea ofWidth = byWidth.containsKey(operandBits) ? area : area.times(1, "interpolated");
        return scaling.scaled(ofWidth, file.technologyNm(), technologyNm);
    }
}
