package archsim.cli.run;

import archsim.base.json.EnumNames;
import archsim.base.json.NamedFile;
import archsim.cli.option.MonteCarloOption;
import archsim.cli.option.ShippedConfigs;
import archsim.cli.option.TablesOption;
import archsim.cli.output.BuildInfo;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OpenOutput;
import archsim.cli.output.OutputFolder;
import archsim.cli.output.ResultOutput;
import archsim.cli.output.TraceOutput;
import archsim.engine.run.RunSetup;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.SimulationResult;
import archsim.tables.TableSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code archsim run}. */
@Command(
        name = "run",
        description = "Simulate the workloads of a configuration on its accelerator.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE|NAME",
            description = "What to run: a JSON file, or a configuration that ships (see archsim list configs).")
    private String config;

    @Option(
            names = "--fidelity",
            paramLabel = "FIDELITY",
            completionCandidates = Fidelities.class,
            description = "event or analytical: how to time the memory, in place of what the configuration says.")
    private Fidelity fidelity;

    @Option(
            names = "--trace",
            description =
                    "Also write trace.json to the output folder: DRAM, DMA, lanes and barriers on a time line, for"
                            + " Perfetto or Chrome.")
    private boolean trace;

    @Mixin
    private TablesOption prices;

    @Mixin
    private MonteCarloOption monteCarlo;

    @Mixin
    private ResultOutput output;

    /** As they are typed. */
    public static final class Fidelities implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return EnumNames.all(Fidelity.class).iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        Optional<OutputFolder> folder = output.folder();
        monteCarlo.check();
        if (trace && folder.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--trace needs --out, the folder that trace.json goes to");
        }
        TableSet tables = prices.tables();
        ShippedConfigs.RUN.refuseOthers(config);
        NamedFile file = NamedFile.find(config, ShippedConfigs.RUN.files());
        RunSetup setup = RunSetup.read(file.name(), file.text(), file.folder(), Optional.ofNullable(fidelity), tables);
        if (trace) {
            TraceOutput.check(setup);
        }
        try (OpenOutput out = OpenOutput.of(folder)) {
            SimulationResult result =
                    monteCarlo.apply(setup.simulate(BuildInfo.version(), BuildInfo.commit()), setup.energyModel());
            PrintWriter err = spec.commandLine().getErr();
            setup.unpriced(result).forEach(warning -> err.println("warning: " + warning));
            if (trace) {
                TraceOutput.write(out.folder().orElseThrow(), setup, result, err);
            }
            output.show(result, out);
            return ExitCode.DONE;
        }
    }
}
