package archsim.cli;

import archsim.base.InvalidInputException;
import archsim.engine.run.Repricing;
import archsim.engine.run.SimulationResult;
import archsim.reports.ResultReader;
import archsim.tables.TableSet;
import java.io.IOException;
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
final class PriceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RESULT", description = "A result.json, or the folder that holds it.")
    private Path result;

    @Option(
            names = "--technology",
            paramLabel = "NM",
            description = "Node in nanometres; that of the run if not given.")
    private Integer technologyNm;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write result.json, layers.csv and the chart of cycles and energy there.")
    private Path out;

    @Option(names = "--force", description = "Replace files in the output folder.")
    private boolean force;

    @Mixin
    private TablesOption prices;

    @Mixin
    private MonteCarloOption monteCarlo;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() throws IOException {
        Optional<OutputFolder> folder = Optional.ofNullable(out).map(path -> OutputFolder.check(path, force));
        monteCarlo.check();
        TableSet tables = prices.tables();
        checkTechnology(tables);
        OptionalInt node = technologyNm == null ? OptionalInt.empty() : OptionalInt.of(technologyNm);
        var repricing = new Repricing(result.toString(), ResultReader.read(result), node, tables);
        SimulationResult priced = monteCarlo.apply(repricing.priced(), repricing.model());
        String shown = ResultText.of(priced, output.format());
        if (folder.isPresent()) {
            ResultFiles.write(folder.get().create(), priced, spec.commandLine().getErr());
        }
        spec.commandLine().getOut().print(shown);
        return Archsim.DONE;
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
