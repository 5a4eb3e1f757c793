package archsim.cli.catalogue;

import archsim.base.table.ResultTable;
import archsim.cli.option.FormatOption;
import archsim.cli.option.ShippedConfigs;
import archsim.cli.output.ExitCode;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.workloads.imports.transformer.Transformer;
import archsim.workloads.language.LanguageModel;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim list}. */
@Command(
        name = "list",
        description =
                "List what ships with archsim by name; networks with their weights and multiply-accumulates an image,"
                        + " language models (llms) with their parameters and what a cache keeps of a token,"
                        + " accelerators with their title, configurations with the command that takes them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description = "One of ${COMPLETION-CANDIDATES}; everything if not given.")
    private Catalogue kind;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(output.format().render(table()));
        return ExitCode.DONE;
    }

    private ResultTable table() {
        if (kind == Catalogue.NETWORKS) {
            return networks();
        }
        if (kind == Catalogue.LLMS) {
            return languageModels();
        }
        if (kind == Catalogue.ACCELERATORS) {
            return described("title", name -> AcceleratorLibrary.find(name).title());
        }
        if (kind == Catalogue.CONFIGS) {
            return described(
                    "command", name -> ShippedConfigs.of(name).orElseThrow().toString());
        }
        ResultTable.Builder table = ResultTable.titled("").text("kind").text("name");
        Stream<Catalogue> kinds = kind == null ? Catalogue.all() : Stream.of(kind);
        kinds.forEach(of -> of.names().forEach(name -> table.row(of.toString(), name)));
        return table.build();
    }

    private ResultTable described(String column, UnaryOperator<String> ofName) {
        ResultTable.Builder table =
                ResultTable.titled("").text("kind").text("name").text(column);
        kind.names().forEach(name -> table.row(kind.toString(), name, ofName.apply(name)));
        return table.build();
    }

    private static ResultTable languageModels() {
        ResultTable.Builder table = ResultTable.titled("")
                .text("kind")
                .text("name")
                .number("parameters", "%,d")
                .number("of a token", "activeParameters", "%,d")
                .number("KV numbers a token", "cacheNumbersPerToken", "%,d");
        for (String name : Catalogue.LLMS.names()) {
            Transformer model = LanguageModel.find(name).orElseThrow().transformer();
            table.row(
                    Catalogue.LLMS.toString(),
                    name,
                    model.parameters(),
                    model.activeParameters(),
                    model.cacheBytes(1, Byte.SIZE));
        }
        return table.build();
    }

    private static ResultTable networks() {
        ResultTable.Builder table = ResultTable.titled("")
                .text("kind")
                .text("name")
                .number("CONV weights", "convWeights", "%,d")
                .number("other weights", "otherWeights", "%,d")
                .number("MACs", "macs", "%,d");
        for (String name : Networks.names()) {
            Network network = Networks.shipped(name);
            table.row(
                    Catalogue.NETWORKS.toString(),
                    name,
                    network.convWeights(),
                    network.fullyConnectedWeights(),
                    network.macs());
        }
        return table.build();
    }
}
