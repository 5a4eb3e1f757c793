package archsim.base.json;

import archsim.base.Memo;
import archsim.base.Problems;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Binds trees that have most of their parts in common, as the machines of a sweep have: of an object within them a record is made once
 * for all that are equal.
 *
 * <p>A tree that is not sound throughout is left to {@link StrictJson#bind}, which says why. Safe for threads.
 */
public final class CommonParts {

    private final long most;
    private final Memo<Part, Optional<Object>> bound;

    private record Part(Class<?> type, JsonObject written) {}

    /** @param most parts to keep; 0 keeps none, and each tree is bound as a whole */
    public CommonParts(long most) {
        this.most = most;
        bound = new Memo<>(most, (part, record) -> 1);
    }

    /**
     * As {@link StrictJson#bind}.
     *
     * @param type a record
     * @param pointer of the tree in its input
     */
    public <T extends Record> Optional<T> bind(Problems problems, JsonValue tree, Class<T> type, String pointer) {
        Optional<Object> sound = most > 0 && tree instanceof JsonObject object ? part(type, object) : Optional.empty();
        return sound.isPresent() ? sound.map(type::cast) : StrictJson.bind(problems, tree, type, pointer);
    }

    /** Absent if it is not sound. A part is asked for while the one around it is made, never the other way about. */
    private Optional<Object> part(Class<?> type, JsonObject written) {
        return bound.get(new Part(type, written), () -> new RecordMaker(this::part).make(type, written));
    }
}
