package archsim.validation.fact;

import archsim.base.json.Range;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Facts on one subject, as {@code published/*.json} holds them.
 *
 * @param title the subject
 * @param facts at least one, names unique
 */
public record FactFile(@Range(min = 1, max = 1) int schemaVersion, String title, List<Fact> facts) {

    public FactFile {
        facts = List.copyOf(facts);
        if (facts.isEmpty()) {
            throw new IllegalArgumentException("a file of facts needs at least one");
        }
        Set<String> names = new HashSet<>();
        for (Fact fact : facts) {
            if (!names.add(fact.name())) {
                throw new IllegalArgumentException("names of facts must be unique, was twice " + fact.name());
            }
        }
    }
}
