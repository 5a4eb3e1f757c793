package archsim.sweep.study;

import archsim.base.json.EnumNames;
import java.util.List;

/** The three models of a pair, in the order in which they are run. */
public enum Category {
    /** Nothing is pruned. */
    BASELINE("baseline"),
    /** Single weights are pruned. */
    NON_STRUCTURED("nonStructured"),
    /** Whole filters and columns are pruned. */
    STRUCTURED("structured");

    private final String key;

    Category(String key) {
        this.key = key;
    }

    /** Of the model in the file of a study. */
    public String key() {
        return key;
    }

    /** Place in a pair, from 0. */
    int place() {
        return List.of(values()).indexOf(this);
    }

    /** As tables show it. */
    public String label() {
        return EnumNames.of(this);
    }
}
