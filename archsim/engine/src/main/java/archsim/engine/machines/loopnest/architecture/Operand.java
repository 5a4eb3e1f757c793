package archsim.engine.machines.loopnest.architecture;

import archsim.base.json.EnumNames;
import archsim.energy.DataType;
import java.util.EnumSet;
import java.util.Set;

/** A tensor of a layer, and which loops choose its elements. */
public enum Operand {
    WEIGHTS(DataType.WEIGHTS, EnumSet.of(Dimension.G, Dimension.K, Dimension.C, Dimension.R, Dimension.S)),
    INPUTS(
            DataType.INPUTS,
            EnumSet.of(Dimension.N, Dimension.G, Dimension.C, Dimension.R, Dimension.S, Dimension.P, Dimension.Q)),
    OUTPUTS(DataType.OUTPUTS, EnumSet.of(Dimension.N, Dimension.G, Dimension.K, Dimension.P, Dimension.Q));

    private final DataType dataType;
    /** A bit for each dimension by its place. */
    private final int uses;

    Operand(DataType dataType, Set<Dimension> dimensions) {
        this.dataType = dataType;
        uses = dimensions.stream().mapToInt(dimension -> 1 << dimension.at()).sum();
    }

    /** Place in arrays by operand. */
    @SuppressWarnings("EnumOrdinal") // asked for at every step of a nest
    public int at() {
        return ordinal();
    }

    /** What its elements are counted as. */
    public DataType dataType() {
        return dataType;
    }

    /** Whether another iteration of {@code dimension} needs other elements. */
    public boolean uses(Dimension dimension) {
        return uses(dimension.at());
    }

    /** The same by place. */
    public boolean uses(int dimension) {
        return (uses >> dimension & 1) != 0;
    }

    /** As descriptions write it. */
    public String jsonName() {
        return EnumNames.of(this);
    }
}
