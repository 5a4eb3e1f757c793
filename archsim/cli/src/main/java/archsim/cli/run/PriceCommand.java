package archsim.cli.run;

import archsim.base.InvalidInputException;
import archsim.cli.option.MonteCarloOption;
import archsim.cli.option.TablesOption;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.output.ResultOutput;
import archsim.engine.run.Repricing;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.result.ResultReader;
import archsim.reports.text.RepricedTable;
import archsim.tables.TableSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim price RESULT}. */
@Command(
        name = "price",
        description = "Price a finished run again, without simulating: in another node, or by other tables. The clock"
                + " stays.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class PriceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RESULT", description = "A result.json, or the folder that holds it.")
    private Path result;

    @Option(
            names = "--technology",
            paramLabel = "NM",
            description = "Node in nanometres; that of the run if not given.")
    private Integer technologyNm;

    @Mixin
    private TablesOption prices;

    @Mixin
    private MonteCarloOption monteCarlo;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        Optional<OutputFolder> folder = output.folder();
        monteCarlo.check();
        TableSet tables = prices.tables();
        checkTechnology(tables);
        OptionalInt node = technologyNm == null ? OptionalInt.empty() : OptionalInt.of(technologyNm);
        SimulationResult before = ResultReader.read(result);
        var repricing = new Repricing(result.toString(), before, node, tables);
        try (OpenOutput out = OpenOutput.of(folder)) {
            SimulationResult priced = monteCarlo.apply(repricing.priced(), repricing.model());
            PrintWriter err = spec.commandLine().getErr();
            repricing.unpriced(priced).forEach(warning -> err.println("warning: " + warning));
            if (output.isText()) {
                spec.commandLine().getOut().print(RepricedTable.of(before, priced));
            }
            output.show(priced, out);
            return ExitCode.DONE;
        }
    }

    private void checkTechnology(TableSet tables) {
        if (technologyNm != null && !tables.scaling().covers(technologyNm)) {
            throw InvalidInputException.of(
                    "--technology",
                    "must be %d to %d nm, was %d: other nodes have no prices",
                    tables.scaling().finestNm(),
                    tables.scaling().coarsestNm(),
                    technologyNm);
        }
    }
}
