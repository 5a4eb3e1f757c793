package archsim.cli.model;

import archsim.base.Problems;
import archsim.base.RootLocale;
import archsim.base.Suggestion;
import archsim.base.json.EnumNames;
import archsim.cli.option.FormatOption;
import archsim.cli.output.BuildInfo;
import archsim.cli.output.ExitCode;
import archsim.cli.output.ModelOutput;
import archsim.cli.table.ManifestTable;
import archsim.workloads.BlockPattern;
import archsim.workloads.Scheme;
import archsim.workloads.model.CompressedModel;
import archsim.workloads.model.ModelLibrary;
import archsim.workloads.pruning.Blocks;
import archsim.workloads.pruning.Criterion;
import archsim.workloads.pruning.OneShot;
import archsim.workloads.pruning.Projection;
import archsim.workloads.sparsity.KernelPatterns;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim prune MODEL -o MODEL}. */
@Command(
        name = "prune",
        description = "Prune and quantise a model in one shot, without training: accuracy is lost and not measured.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class PruneCommand implements Callable<Integer> {

    private static final Pattern GROUPS = Pattern.compile("([0-9]{1,3}):([0-9]{1,3})");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A .safetensors file of archsim, or a model that ships.")
    private String model;

    @Mixin
    private ModelOutput target;

    @Option(
            names = "--scheme",
            required = true,
            paramLabel = "SCHEME",
            description =
                    "What is left: dense (to quantise only), non-structured, filter, channel, column, column-filter,"
                            + " pattern (with connectivity), nm (see --n and --m), N of M as in 2:4, or blocks: 4x4 anywhere (with"
                            + " --rate), V:N:M as in 64:2:16, two ranks of N:M as in 4:8/2:4, or in full 2x8,4:8,2:4."
                            + " Each layer for itself.")
    private String scheme;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description =
                    "Weights before over weights after, in each layer; N:M and blocks in groups say it themselves.")
    private Double rate;

    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "2",
            description = "Weights left of each M, for --scheme nm (${DEFAULT-VALUE} if not given).")
    private int kept;

    @Option(
            names = "--m",
            paramLabel = "M",
            defaultValue = "4",
            description = "Weights of a group, for --scheme nm (${DEFAULT-VALUE} if not given).")
    private int groupSize;

    @Option(
            names = "--library-size",
            paramLabel = "N",
            defaultValue = "8",
            description = "Patterns of a layer, for --scheme pattern (${DEFAULT-VALUE} if not given).")
    private int librarySize;

    @Option(
            names = "--criterion",
            paramLabel = "NAME",
            defaultValue = "magnitude",
            description =
                    "What a weight is worth: its magnitude; wanda, times the norm of its inputs; or sparsegpt, what it"
                            + " costs once later weights make up for it. The last two need a model with recorded inputs"
                            + " (${DEFAULT-VALUE} if not given).")
    private Criterion criterion;

    @Option(names = "--bits", paramLabel = "N", description = "Width of a weight, 1 to 16; as before if not given.")
    private Integer bits;

    @Option(names = "--spare", paramLabel = "LAYER", description = "A layer to leave as it is.")
    private List<String> spared = List.of();

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() throws IOException {
        Projection projection = projection();
        if (bits != null && (bits < 1 || bits > 16)) {
            throw refused("--bits must be 1 to 16, was " + bits);
        }
        target.check();
        CompressedModel before = ModelLibrary.find(model);
        checkSpared(before);
        OptionalInt width = bits == null ? OptionalInt.empty() : OptionalInt.of(bits);
        var oneShot = new OneShot(projection, width, Set.copyOf(spared), criterion);
        var problems = new Problems(model);
        oneShot.findFaults(before, problems);
        problems.throwIfAny();
        CompressedModel after = oneShot.apply(before, BuildInfo.version());
        target.write(after);
        spec.commandLine().getErr().println("wrote " + target.path());
        if (before.recordedImages() > 0) {
            spec.commandLine().getErr().println("note: the recorded inputs are those of the model before");
        }
        spec.commandLine().getOut().print(ManifestTable.render(after.manifest(), output.format()));
        return ExitCode.DONE;
    }

    private Projection projection() {
        String typed = scheme.toLowerCase(Locale.ROOT).replace('_', '-');
        Matcher groups = GROUPS.matcher(typed);
        if (groups.matches()) {
            return groups(Integer.parseInt(groups.group(1)), Integer.parseInt(groups.group(2)), typed);
        }
        Optional<BlockPattern> blocks = blocks(typed);
        if (blocks.isPresent()) {
            return blocks(blocks.get());
        }
        Scheme wanted = Scheme.named(typed).orElseThrow(() -> unknown(typed));
        if (wanted == Scheme.NM) {
            return groups(kept, groupSize, kept + ":" + groupSize);
        }
        if (wanted == Scheme.BLOCK) {
            throw refused("--scheme block must say its blocks: " + BlockPattern.FORMS);
        }
        if (wanted == Scheme.DENSE) {
            return dense();
        }
        requireRate();
        if (librarySize < 1 || librarySize > KernelPatterns.COUNT) {
            throw refused("--library-size must be 1 to " + KernelPatterns.COUNT + ", was " + librarySize);
        }
        return Projection.of(wanted, new Projection.Parameters(rate, librarySize, kept, groupSize));
    }

    private void requireRate() {
        if (rate == null || !(rate >= 1) || rate > 1e6) {
            throw refused("--rate must be 1 to 1000000, was " + (rate == null ? "not given" : rate));
        }
    }

    private Optional<BlockPattern> blocks(String typed) {
        try {
            return BlockPattern.parse(typed);
        } catch (IllegalArgumentException e) {
            throw refused("--scheme " + typed + ": " + e.getMessage());
        }
    }

    private Projection blocks(BlockPattern pattern) {
        if (pattern.isAnywhere()) {
            requireRate();
            return new Blocks(pattern, rate);
        }
        if (rate != null && rate * pattern.density() != 1) {
            throw refused(RootLocale.format("--rate must be left out of --scheme %s, was %s", pattern, rate));
        }
        return new Blocks(pattern);
    }

    private ParameterException unknown(String typed) {
        List<String> names = Arrays.stream(Scheme.values())
                .filter(known -> known != Scheme.NM && known != Scheme.BLOCK)
                .map(EnumNames::of)
                .toList();
        String hint = Suggestion.sentence(typed, names);
        String known = hint.isEmpty()
                ? String.join(", ", names) + ", nm, N:M or blocks (4x4, 64:2:16, 4:8/2:4)"
                : "the name of a scheme";
        return refused(RootLocale.format("--scheme must be %s, was %s%s", known, typed, hint));
    }

    private ParameterException refused(String fault) {
        return new ParameterException(spec.commandLine(), fault);
    }

    private Projection dense() {
        if (bits == null || rate != null) {
            throw refused("--scheme dense only quantises: it takes --bits and no --rate");
        }
        return Projection.of(Scheme.DENSE, new Projection.Parameters(1, librarySize, kept, groupSize));
    }

    /** @param typed as {@code n:m} */
    private Projection groups(int n, int m, String typed) {
        if (n < 1 || m <= n || m > 256) {
            throw refused("--scheme N:M must have 1 <= N < M <= 256, was " + typed);
        }
        if (rate != null && rate != (double) m / n) {
            throw refused("--rate must be left out of --scheme " + typed + ", was " + rate);
        }
        return Projection.of(Scheme.NM, new Projection.Parameters((double) m / n, librarySize, n, m));
    }

    private void checkSpared(CompressedModel before) {
        List<String> names =
                before.layers().stream().map(layer -> layer.layer().name()).toList();
        var problems = new Problems(model);
        for (String name : spared) {
            if (!names.contains(name)) {
                problems.add("", "has no layer \"%s\" (--spare)%s", name, Suggestion.sentence(name, names));
            }
        }
        problems.throwIfAny();
    }
}
