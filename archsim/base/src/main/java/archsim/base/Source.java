package archsim.base;

import java.util.Objects;

/**
 * Where a number comes from.
 *
 * @param citation the document, table or derivation; not blank
 * @param confidence how far it can be trusted
 */
public record Source(String citation, Confidence confidence) {

    public Source {
        if (citation.isBlank()) {
            throw new IllegalArgumentException("a source needs a citation");
        }
        Objects.requireNonNull(confidence, "confidence");
    }
}
