package archsim.engine.machines;

import java.util.Set;

/** Designs that ship and whose activation memories hold small maps between layers, so that DRAM carries weights only. */
public final class OnChipDesigns {

    private static final Set<String> NAMES = Set.of("scnn", "dcnn", "dcnn-opt");

    private OnChipDesigns() {}

    /** Whether {@code design} is one of them. */
    public static boolean contains(String design) {
        return NAMES.contains(design);
    }
}
