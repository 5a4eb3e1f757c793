package archsim.engine.machines.loopnest.mapping;

import java.util.Set;

/**
 * Parts of a mapping, or of constraints, that could not be read and were reported as such: something else stands there.
 *
 * @param pointers within the mapping or the constraints
 */
public record UnreadParts(Set<String> pointers) {

    /** All was read. */
    public static final UnreadParts NONE = new UnreadParts(Set.of());

    public UnreadParts {
        pointers = Set.copyOf(pointers);
    }

    /** Whether all was read. */
    public boolean isNone() {
        return pointers.isEmpty();
    }

    /** Whether the part at {@code pointer} could not be read, or one that it is in. */
    boolean has(String pointer) {
        return pointers.stream().anyMatch(part -> (pointer + "/").startsWith(part + "/"));
    }

    /** Whether the part at {@code pointer} is not as it was written: it, one that it is in, or one in it could not be read. */
    boolean touch(String pointer) {
        return has(pointer) || pointers.stream().anyMatch(part -> part.startsWith(pointer + "/"));
    }
}
