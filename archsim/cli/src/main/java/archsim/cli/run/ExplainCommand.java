package archsim.cli.run;

import archsim.base.Fault;
import archsim.base.json.EnumNames;
import archsim.base.table.JsonTable;
import archsim.base.table.ResultTable;
import archsim.cli.option.Format;
import archsim.cli.option.FormatOption;
import archsim.cli.option.TablesOption;
import archsim.cli.output.ExitCode;
import archsim.engine.run.Repricing;
import archsim.engine.run.result.SimulationResult;
import archsim.reports.result.ResultReader;
import archsim.reports.text.CyclesExplanation;
import archsim.reports.text.EnergyExplanation;
import archsim.reports.text.StorageExplanation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim explain RESULT}. */
@Command(
        name = "explain",
        description = "Say where the totals of a result come from; all of them if none is named. Or what the code of a"
                + " fault means, as archsim check prints it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ExplainCommand implements Callable<Integer> {

    private static final Pattern LIKE_A_CODE = Pattern.compile("AS\\d+", Pattern.CASE_INSENSITIVE);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RESULT|CODE",
            description = "A result.json, or the folder that holds it; or a code, as in AS102.")
    private Path result;

    @Option(names = "--energy", description = "Count x price = energy, with the source and confidence of each price.")
    private boolean energy;

    @Option(names = "--cycles", description = "Multiplier slots of each layer by cause.")
    private boolean cycles;

    @Option(names = "--storage", description = "Stored bits of each layer by purpose, and their format.")
    private boolean storage;

    @Mixin
    private TablesOption prices;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() {
        Optional<Fault.Code> code = Fault.Code.of(result.toString());
        if (code.isPresent()) {
            spec.commandLine()
                    .getOut()
                    .println(code.get().id() + " " + EnumNames.of(code.get()) + "\n"
                            + code.get().meaning() + "\n" + code.get().wayOut());
            return ExitCode.DONE;
        }
        if (LIKE_A_CODE.matcher(result.toString()).matches() && !Files.exists(result)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "CODE must be one of "
                            + Arrays.stream(Fault.Code.values())
                                    .map(Fault.Code::id)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ", was " + result);
        }
        boolean all = !energy && !cycles && !storage;
        SimulationResult found = ResultReader.read(result);
        Map<String, ResultTable> tables = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        if (all || energy) {
            EnergyExplanation explained = energies(found);
            tables.put("energy", explained.table());
            texts.put("energy", explained.text());
        }
        if (all || cycles) {
            tables.put("cycles", CyclesExplanation.table(found));
            texts.put("cycles", CyclesExplanation.text(found));
        }
        if (all || storage) {
            tables.put("storage", StorageExplanation.table(found));
            texts.put("storage", StorageExplanation.text(found));
        }
        spec.commandLine().getOut().print(show(tables, texts));
        return ExitCode.DONE;
    }

    private EnergyExplanation energies(SimulationResult found) {
        String name = result.toString();
        var pricing = new Repricing(name, found, OptionalInt.empty(), prices.tables());
        return new EnergyExplanation(name, found, pricing.model());
    }

    private String show(Map<String, ResultTable> tables, Map<String, String> texts) {
        if (output.format() == Format.TEXT) {
            return String.join("\n", texts.values());
        }
        if (output.format() == Format.CSV && tables.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "--format csv holds one table: name one of --energy, --cycles and --storage");
        }
        return output.format() == Format.CSV
                ? Format.CSV.render(tables.values().iterator().next())
                : JsonTable.render(tables);
    }
}
