package archsim.cli.option;

import archsim.base.InvalidInputException;
import archsim.tables.TableSet;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of commands that price. */
public final class TablesOption {

    @Option(
            names = "--tables",
            paramLabel = "DIR",
            description = "Tables of prices and memories in place of those that ship under the same names.")
    private Path folder;

    /**
     * The tables to price by.
     *
     * @throws InvalidInputException with all faults of the user's tables
     */
    public TableSet tables() {
        return folder == null ? TableSet.shipped() : TableSet.with(folder);
    }
}
