package archsim.validation;

import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.ShippedFiles;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.validation.fact.Check;
import archsim.validation.fact.Fact;
import archsim.validation.fact.FactFile;
import java.util.List;

/** The published facts that ship, in sets of one subject each. */
public final class Validation {

    private static final ShippedFiles SHIPPED = new ShippedFiles("archsim/published", ".json");

    private Validation() {}

    /** Names of the sets, in alphabetical order. */
    public static List<String> names() {
        return SHIPPED.names();
    }

    /**
     * Checks the facts of some sets.
     *
     * @param names of the sets; all sets if empty
     * @throws InvalidInputException if there is no set of such a name
     */
    public static ValidationReport run(List<String> names) {
        return run(names, () -> {});
    }

    /**
     * Checks the facts of some sets.
     *
     * @param names of the sets; all sets if empty
     * @param done called after each of {@link #count} facts, from any thread
     * @throws InvalidInputException if there is no set of such a name
     */
    public static ValidationReport run(List<String> names, Runnable done) {
        return check(all(names), done);
    }

    /**
     * Checks facts side by side.
     *
     * @param done called after each, from any thread
     */
    static ValidationReport check(List<Fact> facts, Runnable done) {
        return new ValidationReport(facts.parallelStream()
                .map(fact -> {
                    Check check = fact.check();
                    done.run();
                    return check;
                })
                .toList());
    }

    /**
     * How many facts some sets hold.
     *
     * @param names of the sets; all sets if empty
     * @throws InvalidInputException if there is no set of such a name
     */
    public static int count(List<String> names) {
        return all(names).size();
    }

    private static List<Fact> all(List<String> names) {
        refuseUnknown(names);
        return (names.isEmpty() ? names() : names)
                .stream().flatMap(name -> facts(name).stream()).toList();
    }

    /**
     * Does nothing if there is a set of each name.
     *
     * @throws InvalidInputException if there is not
     */
    public static void refuseUnknown(List<String> names) {
        List<String> known = names();
        var problems = new Problems("validate");
        for (String name : names) {
            if (!known.contains(name)) {
                String hint = Suggestion.sentence(name, known);
                problems.add(
                        "",
                        "there is no set of facts \"%s\"%s",
                        name,
                        hint.isEmpty() ? ", expected one of " + String.join(", ", known) : hint);
            }
        }
        problems.throwIfAny();
    }

    /**
     * The facts of one set.
     *
     * @param name one of {@link #names()}
     */
    static List<Fact> facts(String name) {
        byte[] content =
                SHIPPED.find(name).orElseThrow(() -> new IllegalArgumentException("no set of facts is called " + name));
        String file = "published/" + name + ".json";
        return parse(file, StrictJson.decode(file, content));
    }

    /**
     * The facts in {@code text}.
     *
     * @param file its name, for messages
     * @throws InvalidInputException with all faults
     */
    static List<Fact> parse(String file, String text) {
        return StrictJson.read(file, text, FactFile.class).facts();
    }
}
