package archsim.workloads.imports;

import java.util.regex.Pattern;

/**
 * Some of a checkpoint's layers by their names.
 *
 * @param pattern of which {@code *} stands for any number of any characters, dots included; not empty
 */
public record LayerNames(String pattern) {

    public LayerNames {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("pattern must not be empty");
        }
    }

    /** Whether the whole of {@code layer} fits the pattern. */
    boolean fit(String layer) {
        return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), layer);
    }
}
