package archsim.tables;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Source;
import archsim.base.json.StrictJson;
import archsim.base.number.NumberType;
import archsim.tables.NumberTypeFile.Ratio;
import archsim.tables.NumberTypeFile.Row;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Energy and area of arithmetic on floats and of scales, as multiples of a product of two integers of 8 bits.
 *
 * <p>What the caller gives for that product, in whatever node, is what the answers are in.
 */
public final class NumberTypeTable {

    private final NumberTypeFile file;
    private final Map<NumberType, Row> rows;

    private NumberTypeTable(NumberTypeFile file) {
        this.file = file;
        rows = file.rows().stream().collect(Collectors.toMap(Row::type, Function.identity()));
    }

    /**
     * Reads a table.
     *
     * @param name of the input, for messages
     * @throws InvalidInputException with all faults of the table
     */
    public static NumberTypeTable read(String name, String text) {
        NumberTypeFile file = StrictJson.read(name, text, NumberTypeFile.class);
        var problems = new Problems(name);
        file.check(problems);
        problems.throwIfAny();
        return new NumberTypeTable(file);
    }

    private Row row(NumberType type) {
        Row row = rows.get(type.unscaled());
        if (row == null) {
            throw new OutOfRangeException("arithmetic of %s is that of integers, not of floats", type);
        }
        return row;
    }

    /**
     * A product of two numbers of {@code type}, scales apart.
     *
     * @param integer a product of two integers of 8 bits
     * @throws OutOfRangeException if the type is an integer's
     */
    public SourcedEnergy product(NumberType type, SourcedEnergy integer) {
        return energy(
                integer,
                row(type).product(),
                "a product of " + type.unscaled(),
                row(type).source());
    }

    /**
     * Adding a product of two numbers of {@code type} to a sum.
     *
     * @param integer a product of two integers of 8 bits
     * @throws OutOfRangeException if the type is an integer's
     */
    public SourcedEnergy sum(NumberType type, SourcedEnergy integer) {
        return energy(
                integer,
                row(type).sum(),
                "a sum of products of " + type.unscaled(),
                row(type).source());
    }

    /** A block's sum times a scale of 8 bits that is no power of two; {@code integer} is a product of two integers of 8 bits. */
    public SourcedEnergy scaling(SourcedEnergy integer) {
        NumberTypeFile.Scaling scale = file.significandScale();
        return energy(integer, scale.energy(), "a scale of 8 bits", scale.source());
    }

    private static SourcedEnergy energy(SourcedEnergy integer, Ratio ratio, String what, Source source) {
        String how = RootLocale.format("%s over one of 8-bit integers [%s]", what, source.citation());
        return integer.times(ratio.chosen(), how).within(ratio.spread(how));
    }

    /**
     * A multiplier of two numbers of {@code type}.
     *
     * @param integer one of two integers of 8 bits
     * @throws OutOfRangeException if the type is an integer's
     */
    public SourcedArea multiplier(NumberType type, SourcedArea integer) {
        return area(integer, row(type).productArea(), row(type));
    }

    /**
     * An adder of products of {@code type}.
     *
     * @param integer a multiplier of two integers of 8 bits
     * @throws OutOfRangeException if the type is an integer's
     */
    public SourcedArea adder(NumberType type, SourcedArea integer) {
        return area(integer, row(type).sumArea(), row(type));
    }

    private static SourcedArea area(SourcedArea integer, double ratio, Row row) {
        return integer.times(
                ratio,
                RootLocale.format(
                        "%s over 8-bit integers [%s]", row.type(), row.source().citation()));
    }
}
