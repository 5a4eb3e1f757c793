package archsim.energy;

import archsim.base.Source;

/**
 * Equal parts of a machine, which make up a component.
 *
 * @param count of the parts, at least 1
 */
public record ComponentParts(Component component, long count, Part part) {

    public ComponentParts {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, was " + count);
        }
    }

    /**
     * Area of all parts.
     *
     * @throws archsim.tables.OutOfRangeException if the tables do not cover them
     */
    public double areaMm2(AreaModel model) {
        return count * model.area(part).areaMm2();
    }

    /** Where the area of a part comes from. */
    public Source source(AreaModel model) {
        return model.area(part).source();
    }
}
