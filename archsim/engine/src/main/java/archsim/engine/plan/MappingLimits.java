package archsim.engine.plan;

import archsim.base.RootLocale;
import java.util.ArrayList;
import java.util.List;

/** The limits of a machine that the mapping given for a layer, or the constraints of one, do not keep, all of them. */
public final class MappingLimits {

    private final String layer;
    private final boolean constrained;
    private final List<String> faults = new ArrayList<>();

    /** @param layer its name */
    public MappingLimits(String layer) {
        this(layer, false);
    }

    private MappingLimits(String layer, boolean constrained) {
        this.layer = layer;
        this.constrained = constrained;
    }

    /** Of the constraints of a layer's mapping. */
    public static MappingLimits ofConstraints(String layer) {
        return new MappingLimits(layer, true);
    }

    /**
     * Holds a need against what is there.
     *
     * @param what of which there is that much, for people
     */
    public void require(String what, long needed, long there) {
        if (needed > there) {
            faults.add(RootLocale.format("needs %d %s, there are %d", needed, what, there));
        }
    }

    /** Adds a fault that is no limit: a loop or level that is not there, with its pointer within the mapping in front. */
    public void fault(String fault) {
        faults.add(fault);
    }

    /**
     * Does nothing if all limits are kept.
     *
     * @throws InfeasibleLayerException with all that are not
     */
    public void throwIfAny() {
        if (!faults.isEmpty()) {
            throw constrained
                    ? InfeasibleLayerException.ofConstraints(layer, faults)
                    : InfeasibleLayerException.ofGivenMapping(layer, faults);
        }
    }
}
