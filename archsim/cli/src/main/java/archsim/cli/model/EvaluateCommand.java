package archsim.cli.model;

import archsim.cli.option.FormatOption;
import archsim.cli.option.ThreadsOption;
import archsim.cli.output.ExitCode;
import archsim.cli.table.EvaluationTable;
import archsim.cli.table.PairedTable;
import archsim.compression.PairedAnswers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim evaluate MODEL --data DIR}. */
@Command(
        name = "evaluate",
        description = "Accuracy of a model on the test images of a data set, by class, with Wilson's 95 %% interval.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description = "A model that ships, a .safetensors file of archsim, or with --network a file of trained"
                    + " tensors in any form that archsim import takes.")
    private String model;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR|ZIP|NAME",
            description = "As of archsim compress; only the test images are asked about.")
    private Path data;

    @Option(
            names = "--network",
            paramLabel = "NAME|FILE",
            description = "The network that the weights belong to; the model's own if not given.")
    private String network;

    @Option(
            names = "--mean",
            paramLabel = "M[,M...]",
            description =
                    "Taken from each pixel over 255, by channel or one for all; as the model was trained, else 0.")
    private String mean;

    @Option(
            names = "--deviation",
            paramLabel = "D[,D...]",
            description = "What the pixel less its mean is divided by; as the model was trained, else 1.")
    private String deviation;

    @Option(
            names = "--against",
            paramLabel = "MODEL",
            description = "Compare the answers with those of another model, image by image (McNemar's test).")
    private String against;

    @Option(
            names = "--within",
            paramLabel = "POINTS",
            defaultValue = "0.2",
            description = "Difference in points that --against still calls equal (${DEFAULT-VALUE} if not given).")
    private double within;

    @Option(names = "--confusion", description = "Count the answers to the images of each class instead.")
    private boolean confusion;

    @Mixin
    private ThreadsOption threads;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() {
        int workers = threads.count();
        if ((mean == null) != (deviation == null)) {
            throw new ParameterException(spec.commandLine(), "--mean and --deviation are given together or not at all");
        }
        var job = EvaluationJob.of(
                model,
                Optional.ofNullable(network),
                data,
                Optional.ofNullable(mean).map(text -> numbers("--mean", text, -1, 1)),
                Optional.ofNullable(deviation).map(text -> numbers("--deviation", text, 1e-3, 1e3)));
        job.notes().forEach(spec.commandLine().getErr()::println);
        if (against != null) {
            return compare(job, workers);
        }
        var table = new EvaluationTable(job.title(), job.run(workers));
        spec.commandLine().getOut().print(output.format().render(confusion ? table.confusion() : table.accuracies()));
        return ExitCode.DONE;
    }

    /** The other model is asked as it was trained. */
    private int compare(EvaluationJob job, int workers) {
        if (confusion || !(within > 0 && within <= 100)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--against takes no --confusion, and --within above 0 up to 100, was " + within);
        }
        var other = EvaluationJob.of(against, Optional.ofNullable(network), data, Optional.empty(), Optional.empty());
        PairedAnswers pairs = job.against(other, workers);
        spec.commandLine()
                .getOut()
                .print(output.format()
                        .render(PairedTable.of(model, against, job.images().name(), pairs, within)));
        return ExitCode.DONE;
    }

    private List<Double> numbers(String option, String text, double least, double most) {
        return Stream.of(text.split(",", -1))
                .map(one -> number(option, one, least, most))
                .toList();
    }

    private double number(String option, String text, double least, double most) {
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw refused(option, text, least, most, e);
        }
        throw refused(option, text, least, most, null);
    }

    private ParameterException refused(String option, String text, double least, double most, Throwable cause) {
        return new ParameterException(
                spec.commandLine(),
                option + " must be numbers from " + least + " to " + most + " with commas between, was " + text,
                cause);
    }
}
