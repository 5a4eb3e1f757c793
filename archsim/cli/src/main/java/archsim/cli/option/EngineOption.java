package archsim.cli.option;

import archsim.base.InvalidInputException;
import archsim.sweep.Cluster;
import archsim.sweep.LocalRunner;
import archsim.sweep.PointRunner;
import archsim.sweep.PointSink;
import archsim.sweep.PortableSweep;
import archsim.sweep.Workers;
import java.util.ServiceLoader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where the points of a sweep are run. */
public final class EngineOption {

    /** Set by {@code spark-submit}. */
    private static final String SUBMITTED_MASTER = "spark.master";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "local",
            description = "Where to run the points: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE} if not given).")
    private SweepEngine engine;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Of the cluster, for --engine spark, e.g. spark://host:7077; under spark-submit its own.")
    private String master;

    /** Refuses options that do not go together, and a cluster that this archsim cannot use, before any work. */
    public void check() {
        threads.count();
        if (engine == SweepEngine.SPARK) {
            if (spec.commandLine().getParseResult().hasMatchedOption("--threads")) {
                throw misused("--threads belongs to --engine local only: a cluster has its own cores");
            }
            if (master().isEmpty()) {
                throw misused("--engine spark needs --master URL, e.g. spark://host:7077");
            }
            cluster();
        } else if (master != null) {
            throw misused("--master belongs to --engine spark only");
        }
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private String master() {
        return master != null ? master : System.getProperty(SUBMITTED_MASTER, "");
    }

    private static Cluster cluster() {
        return ServiceLoader.load(Cluster.class)
                .findFirst()
                .orElseThrow(() -> InvalidInputException.of(
                        "--engine spark",
                        "is not built; run: mvn -B -P spark -DskipTests package%n"
                                + "  (it downloads Spark, 230 MB), then start archsim/bin/archsim again"));
    }

    /** Threads of this process, which a cluster leaves free. */
    public Workers workers() {
        return threads.workers();
    }

    /** Runs points of a sweep: here through {@code runner}, or wherever {@code portable} is taken. */
    public void run(PointRunner runner, PortableSweep portable, int[] indices, PointSink sink) {
        if (engine == SweepEngine.SPARK) {
            cluster().run(master(), portable, indices, sink);
        } else {
            new LocalRunner(threads.count()).run(runner, indices, sink);
        }
    }
}
