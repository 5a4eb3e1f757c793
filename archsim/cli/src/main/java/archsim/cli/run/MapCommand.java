package archsim.cli.run;

import archsim.base.AtomicFile;
import archsim.base.InvalidInputException;
import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.json.NamedFile;
import archsim.base.json.StrictJson;
import archsim.cli.option.ShippedConfigs;
import archsim.cli.option.TablesOption;
import archsim.cli.output.ExitCode;
import archsim.cli.output.OutputFile;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.MappedLayer;
import archsim.engine.run.LayerFaults;
import archsim.engine.run.PlannedWorkload;
import archsim.engine.run.RunSetup;
import archsim.workloads.LayerWorkload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim map CONFIG}. */
@Command(
        name = "map",
        description = "The mapping of each layer of a configuration's first workload, as loops.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MapCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE|NAME", description = "A JSON file, or a configuration that ships.")
    private String config;

    @Option(names = "--layer", paramLabel = "NAME", description = "This layer only.")
    private String only;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Also write the mappings, to be the configuration's \"tiling\".")
    private Path out;

    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    @Mixin
    private TablesOption prices;

    @Override
    public Integer call() throws IOException {
        Optional<OutputFile> target = Optional.ofNullable(out).map(path -> OutputFile.check("--out", path, force));
        ShippedConfigs.RUN.refuseOthers(config);
        NamedFile file = NamedFile.find(config, ShippedConfigs.RUN.files());
        RunSetup setup = RunSetup.read(file.name(), file.text(), file.folder(), Optional.empty(), prices.tables());
        PlannedWorkload workload = setup.workloads().get(0);
        List<LayerWorkload> layers = workload.make().layers().stream()
                .filter(layer -> only == null || layer.layer().name().equals(only))
                .toList();
        if (layers.isEmpty()) {
            throw InvalidInputException.of(file.name(), "has no layer \"%s\" in its first workload", only);
        }
        Map<String, Object> mappings = new LinkedHashMap<>();
        var texts = new ArrayList<String>();
        var faults = new LayerFaults();
        for (LayerWorkload layer : layers) {
            try {
                MappedLayer mapped = map(file.name(), setup, layer);
                mappings.put(layer.layer().name(), mapped.mapping());
                texts.add(text(layer.layer().name(), mapped));
            } catch (InfeasibleLayerException e) {
                setup.report(e, "/workloads/0", faults);
            }
        }
        var problems = new Problems(file.name());
        faults.report(problems);
        problems.throwIfAny();
        if (target.isPresent()) {
            Map<String, Object> tiling = new LinkedHashMap<>();
            tiling.put("objective", setup.goal().objective().jsonName());
            tiling.put("given", mappings);
            target.get().write(path -> AtomicFile.write(path, StrictJson.write(tiling)));
        }
        spec.commandLine().getOut().print(String.join("\n", texts));
        return ExitCode.DONE;
    }

    private static MappedLayer map(String file, RunSetup setup, LayerWorkload layer) {
        return setup.accelerator()
                .dataflow()
                .map(layer, setup.accelerator().machine(), setup.goal())
                .orElseThrow(() -> InvalidInputException.of(
                        file,
                        "runs on %s, which is no machine described as a loop nest and shows no loops",
                        setup.accelerator().name()));
    }

    private static String text(String layer, MappedLayer mapped) {
        return RootLocale.format(
                "%s: %,d compute cycles in %,d tiles (%s)\n%s",
                layer, mapped.plan().computeCycles(), mapped.plan().tiles().size(), mapped.search(), mapped.loops());
    }
}
