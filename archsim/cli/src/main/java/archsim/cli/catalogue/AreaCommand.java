package archsim.cli.catalogue;

import archsim.base.InvalidInputException;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.cli.option.Format;
import archsim.cli.option.FormatOption;
import archsim.cli.option.TablesOption;
import archsim.cli.output.ExitCode;
import archsim.energy.AreaModel;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.reports.text.AreaReport;
import archsim.tables.OutOfRangeException;
import archsim.tables.TableSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim area NAME}. */
@Command(
        name = "area",
        description = "Area of an accelerator by component, with the source of each.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class AreaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE|NAME", description = "A JSON file, or an accelerator that ships.")
    private String name;

    @Option(
            names = "--technology",
            paramLabel = "NM",
            description = "Node in nanometres; that of the accelerator if not given.")
    private Integer technologyNm;

    @Mixin
    private TablesOption prices;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() {
        TableSet tables = prices.tables();
        NamedFile file = NamedFile.find(name, AcceleratorLibrary.FILES, "an accelerator", "NAME");
        Accelerator accelerator = StrictJson.read(file.name(), file.text(), Accelerator.class);
        int node = technologyNm == null ? accelerator.technologyNm() : technologyNm;
        spec.commandLine().getOut().print(show(accelerator, node, tables));
        return ExitCode.DONE;
    }

    private String show(Accelerator accelerator, int node, TableSet tables) {
        try {
            var model = new AreaModel(tables, node, accelerator.transistors());
            return output.format() == Format.TEXT
                    ? AreaReport.text(accelerator, node, model)
                    : output.format().render(AreaReport.table(accelerator, node, model));
        } catch (OutOfRangeException e) {
            throw InvalidInputException.of(name, "%s", e.getMessage());
        }
    }
}
