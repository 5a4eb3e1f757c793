package archsim.cli.file;

import archsim.base.json.EnumNames;

/** How the faults of files are printed. */
public enum CheckFormat {
    /** A line each, for people. */
    TEXT,
    /** A list of files. */
    JSON,
    /** Of a model, its table. */
    CSV,
    /** For code hosts. */
    SARIF;

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
