package archsim.base.json;

import java.util.Map;

/**
 * The records that a JSON object may become, distinguished by the text under one key.
 *
 * <p>Asked each time that an object is read or written, so the set may grow while the program starts.
 */
public interface Subtypes {

    /** The key, for example {@code "kind"}. */
    String key();

    /** Public records by the text under the key, in the order in which messages list them. */
    Map<String, Class<?>> byName();
}
