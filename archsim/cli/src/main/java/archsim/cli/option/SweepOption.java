package archsim.cli.option;

import archsim.base.RootLocale;
import archsim.base.Suggestion;
import archsim.base.json.NamedFile;
import archsim.engine.run.RunCache;
import archsim.sweep.Columns;
import archsim.sweep.Sweep;
import archsim.sweep.SweepCheck;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The sweep that an analysis runs. */
public final class SweepOption {

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE|NAME",
            description = "The sweep: a JSON file, or one that ships (see archsim list configs).")
    private String config;

    /** A sweep, its columns, and what its runs share. */
    public record Checked(Sweep sweep, Columns columns, RunCache cache) {

        /** Place of a workload among the columns, the last one if none is named. */
        public int workload(Optional<String> name, String option, CommandSpec spec) {
            List<String> known = columns.workloads();
            int place = name.map(known::indexOf).orElse(known.size() - 1);
            if (place < 0) {
                throw new ParameterException(
                        spec.commandLine(),
                        RootLocale.format(
                                "%s must be one of %s, was %s%s",
                                option,
                                String.join(", ", known),
                                name.orElseThrow(),
                                Suggestion.sentence(name.orElseThrow(), known)));
            }
            return place;
        }
    }

    public Checked read() {
        ShippedConfigs.SWEEP.refuseOthers(config);
        Sweep sweep = Sweep.read(NamedFile.find(config, ShippedConfigs.SWEEP.files()), Optional.empty());
        RunCache cache = RunCache.ofBytes(Runtime.getRuntime().maxMemory() / 2);
        return new Checked(sweep, SweepCheck.check(sweep, cache), cache);
    }
}
