package archsim.cli;

import archsim.reports.ValidationText;
import archsim.validation.Validation;
import archsim.validation.ValidationReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim validate [NAME...]}. */
@Command(
        name = "validate",
        description = "Hold simulated against published figures; exits with 1 if one is off without a known reason.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Of a set of facts: ${COMPLETION-CANDIDATES}; all if not given.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private FormatOption output;

    /** Looked up only when help or completion asks for them. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Validation.names().iterator();
        }
    }

    @Override
    public Integer call() {
        ValidationReport report = Validation.run(names);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                output.format() == Format.TEXT
                        ? ValidationText.of(report)
                        : output.format().render(report.table()));
        return report.allPassed() ? Archsim.DONE : Archsim.FAILED;
    }
}
