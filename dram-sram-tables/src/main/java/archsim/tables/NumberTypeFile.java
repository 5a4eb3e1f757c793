package archsim.tables;

import archsim.base.Problems;
import archsim.base.Source;
import archsim.base.json.Range;
import archsim.base.number.NumberType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What arithmetic on floats takes, over a product of two integers of 8 bits, as its file holds it.
 *
 * @param name of the table
 * @param note where the ratios come from, and what is not in them
 * @param rows one for each float without scales
 * @param significandScale a block's sum times a scale that is no power of two but of 8 bits
 */
public record NumberTypeFile(String name, String note, List<Row> rows, Scaling significandScale) {

    /**
     * One type.
     *
     * @param product of two such numbers
     * @param sum of a product and what was summed before
     * @param productArea of a multiplier
     * @param sumArea of an adder
     */
    public record Row(
            NumberType type,
            Ratio product,
            Ratio sum,
            @Range(min = TableKind.POSITIVE, max = 1e6) double productArea,
            @Range(min = TableKind.POSITIVE, max = 1e6) double sumArea,
            Source source) {}

    /**
     * Energy over that of the integer product.
     *
     * @param low least that the sources give
     * @param chosen which is used
     * @param high most that the sources give
     */
    public record Ratio(
            @Range(min = TableKind.POSITIVE, max = 1e6) double low,
            @Range(min = TableKind.POSITIVE, max = 1e6) double chosen,
            @Range(min = TableKind.POSITIVE, max = 1e6) double high) {

        public Ratio {
            if (low > chosen || chosen > high) {
                throw new IllegalArgumentException("chosen must lie from low to high");
            }
        }

        /** How far the chosen ratio may be off. */
        Spread spread(String reason) {
            return new Spread(low / chosen, high / chosen, reason);
        }
    }

    /**
     * A scale that is multiplied in.
     *
     * @param area of what does it
     */
    public record Scaling(
            @Range(min = TableKind.POSITIVE, max = 1e6) double low,
            @Range(min = TableKind.POSITIVE, max = 1e6) double chosen,
            @Range(min = TableKind.POSITIVE, max = 1e6) double high,
            @Range(min = TableKind.POSITIVE, max = 1e6) double area,
            Source source) {

        public Scaling {
            new Ratio(low, chosen, high);
        }

        Ratio energy() {
            return new Ratio(low, chosen, high);
        }
    }

    /** Faults that no single value shows. */
    void check(Problems problems) {
        Set<NumberType> missing = EnumSet.noneOf(NumberType.class);
        Arrays.stream(NumberType.values()).filter(NumberTypeFile::isPriced).forEach(missing::add);
        for (int i = 0; i < rows.size(); i++) {
            NumberType type = rows.get(i).type();
            if (!isPriced(type)) {
                problems.add("/rows/" + i + "/type", "must be a float without scales, was %s", type);
            } else if (!missing.remove(type)) {
                problems.add("/rows/" + i + "/type", "must differ from the rows before, was again %s", type);
            }
        }
        if (!missing.isEmpty()) {
            problems.add("/rows", "must hold a row for each float without scales, lacks %s", missing);
        }
    }

    private static boolean isPriced(NumberType type) {
        return type.scale().isEmpty() && !type.element().integer();
    }
}
