package archsim.engine.machines.loopnest.architecture;

import archsim.base.json.EnumNames;
import archsim.workloads.LayerShape;
import java.util.List;
import java.util.function.ToIntFunction;

/** A loop of a layer; {@code k} and {@code c} count within a group. */
public enum Dimension {
    N(LayerShape::n),
    G(LayerShape::groups),
    K(LayerShape::filtersPerGroup),
    C(LayerShape::channelsPerGroup),
    R(LayerShape::r),
    S(LayerShape::s),
    P(LayerShape::p),
    Q(LayerShape::q);

    /** How many there are. */
    public static final int COUNT = 8;

    private static final List<Dimension> IN_ORDER = List.of(values());

    /** Stateless. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final ToIntFunction<LayerShape> bound;

    Dimension(ToIntFunction<LayerShape> bound) {
        this.bound = bound;
    }

    /** Iterations over the whole layer. */
    public int bound(LayerShape shape) {
        return bound.applyAsInt(shape);
    }

    /** Place in arrays by dimension. */
    @SuppressWarnings("EnumOrdinal") // boxes are arrays by dimension: they are made for every tile
    public int at() {
        return ordinal();
    }

    /** Whether the products of its iterations are summed up. */
    public boolean isReduced() {
        return !Operand.OUTPUTS.uses(this);
    }

    /** As mappings write it. */
    public String jsonName() {
        return EnumNames.of(this);
    }

    /** The dimension at a place, 0 to {@link #COUNT} - 1, of the order above. */
    public static Dimension at(int index) {
        return IN_ORDER.get(index);
    }
}
