package archsim.cli.catalogue;

import archsim.base.InvalidInputException;
import archsim.base.Suggestion;
import archsim.base.json.StrictJson;
import archsim.cli.output.ExitCode;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.workloads.InputFile;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim show NAME}. */
@Command(
        name = "show",
        description = "Show what ships under a name; of a model, also of a file, its manifest.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Of a network, model, accelerator, memory or configuration (see archsim list), or KIND/NAME"
                    + " where several kinds have the name; or a model's .safetensors file.")
    private String name;

    @Option(names = "--page", description = "Of an accelerator: the page with its source, rule and assumptions.")
    private boolean page;

    @Option(
            names = "--network",
            description = "Of a model or a network: the network as JSON, to be edited and given back as \"network\".")
    private boolean network;

    /** Of all that ships; looked up only when completion asks for them. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Catalogue.all().flatMap(kind -> kind.names().stream()).iterator();
        }
    }

    @Override
    public Integer call() {
        if (network) {
            spec.commandLine().getOut().print(asNetwork().toJson());
            return ExitCode.DONE;
        }
        if (name.endsWith(".safetensors") && InputFile.exists(name)) {
            spec.commandLine()
                    .getOut()
                    .print(StrictJson.write(ModelLibrary.find(name).manifest()));
            return ExitCode.DONE;
        }
        if (page) {
            spec.commandLine().getOut().print(AcceleratorLibrary.page(nameIn(Catalogue.ACCELERATORS)));
            return ExitCode.DONE;
        }
        List<Catalogue> kinds = kinds();
        if (kinds.isEmpty()) {
            throw unknown();
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Catalogue kind : kinds) {
            if (kinds.size() > 1) {
                out.print((kind == kinds.get(0) ? "" : "\n") + kind + "/" + name + ":\n");
            }
            out.print(content(kind));
        }
        return ExitCode.DONE;
    }

    private Network asNetwork() {
        boolean shippedModel = Catalogue.MODELS.find(nameIn(Catalogue.MODELS)).isPresent();
        return name.endsWith(".safetensors") || shippedModel
                ? ModelLibrary.find(nameIn(Catalogue.MODELS)).network()
                : Networks.find(nameIn(Catalogue.NETWORKS));
    }

    /** Those that have the name; a study called like a network is shown by {@code studies/NAME} only. */
    private List<Catalogue> kinds() {
        List<Catalogue> all = Catalogue.all()
                .filter(kind -> kind.find(nameIn(kind)).isPresent())
                .toList();
        return all.size() == 1
                ? all
                : all.stream().filter(kind -> kind != Catalogue.STUDIES).toList();
    }

    /** The name without its kind, if it starts with {@code kind}. */
    private String nameIn(Catalogue kind) {
        return name.startsWith(kind + "/") ? name.substring(kind.toString().length() + 1) : name;
    }

    private String content(Catalogue kind) {
        return kind == Catalogue.MODELS
                ? StrictJson.write(ModelLibrary.find(nameIn(kind)).manifest())
                : StrictJson.decode(name, kind.find(nameIn(kind)).orElseThrow());
    }

    private InvalidInputException unknown() {
        List<String> names =
                Catalogue.all().flatMap(kind -> kind.names().stream()).toList();
        String hint = Suggestion.sentence(name, names);
        return InvalidInputException.of(
                name, "is not the name of anything that ships%s", hint.isEmpty() ? ", see archsim list" : hint);
    }
}
