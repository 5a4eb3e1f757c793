package archsim.engine.plan;

import archsim.base.RootLocale;
import java.util.ArrayList;
import java.util.List;

/** The limits of a machine that the mapping given for a layer does not keep, all of them. */
public final class MappingLimits {

    private final String layer;
    private final List<String> faults = new ArrayList<>();

    /** @param layer its name */
    public MappingLimits(String layer) {
        this.layer = layer;
    }

    /**
     * Holds a need against what is there.
     *
     * @param what of which there is so much, for people
     */
    public void require(String what, long needed, long there) {
        if (needed > there) {
            faults.add(RootLocale.format("needs %d %s, there are %d", needed, what, there));
        }
    }

    /**
     * Refuses the mapping if it breaks a limit.
     *
     * @throws InfeasibleLayerException with all limits that are not kept
     */
    public void throwIfAny() {
        if (!faults.isEmpty()) {
            throw InfeasibleLayerException.ofGivenMapping(layer, faults);
        }
    }
}
