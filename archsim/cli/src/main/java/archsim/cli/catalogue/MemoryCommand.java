package archsim.cli.catalogue;

import archsim.base.InvalidInputException;
import archsim.base.ShippedFiles;
import archsim.base.json.NamedFile;
import archsim.cli.option.FormatOption;
import archsim.cli.output.ExitCode;
import archsim.cli.table.MemoryTable;
import archsim.engine.dram.AccessPattern;
import archsim.engine.dram.MemoryMetrics;
import archsim.engine.dram.MemoryProbe;
import archsim.engine.dram.MemoryTraffic;
import archsim.engine.run.MemoryConfig;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archsim memory NAME}. */
@Command(
        name = "memory",
        description = "Characterise a memory: bandwidth, latency and energy under artificial traffic.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MemoryCommand implements Callable<Integer> {

    static final ShippedFiles SHIPPED = new ShippedFiles("archsim/tables/dram", ".json");

    private static final double LEAST_LOAD = 1e-6;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            description = "A memory that ships (see archsim list memories), or a JSON file like \"memory\" of a run"
                    + " configuration.")
    private String name;

    @Option(
            names = "--pattern",
            paramLabel = "PATTERN",
            defaultValue = "sequential",
            description = "Order of addresses: sequential, random (${DEFAULT-VALUE} if not given).")
    private AccessPattern pattern;

    @Option(
            names = "--write-share",
            paramLabel = "S",
            defaultValue = "0",
            description = "Share of bursts that write, 0 to 1 (${DEFAULT-VALUE} if not given).")
    private double writeShare;

    @Option(
            names = "--load",
            paramLabel = "L",
            defaultValue = "1",
            description = "1: as fast as the memory accepts bursts (if not given); below: that share of the peak of its"
                    + " pins.")
    private double load;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of random addresses and of which bursts write (${DEFAULT-VALUE} if not given).")
    private long seed;

    @Mixin
    private FormatOption output;

    @Override
    public Integer call() {
        check(writeShare >= 0 && writeShare <= 1, "--write-share must be 0 to 1, was " + writeShare);
        check(load >= LEAST_LOAD && load <= 1, "--load must be 0.000001 to 1, was " + load);
        DramStandard memory = memory();
        var traffic = new MemoryTraffic(pattern, writeShare, load, MemoryTraffic.USUAL_CLOCKS, seed);
        MemoryMetrics metrics = MemoryProbe.measure(memory, traffic);
        spec.commandLine().getOut().print(MemoryTable.render(metrics, memory.peakGbPerSecond(), output.format()));
        return ExitCode.DONE;
    }

    private DramStandard memory() {
        String shipped = DramStandards.shippedName(name);
        Optional<String> missing = DramStandards.whyMissing(name);
        if (missing.isPresent()) {
            throw InvalidInputException.of(name, "%s", missing.get());
        }
        NamedFile file = NamedFile.find(shipped, SHIPPED, "a memory", "NAME");
        DramStandard memory = MemoryConfig.read(file.name(), file.text());
        if (memory.isOnChip()) {
            throw InvalidInputException.of(name, "is no memory to characterise: all data stay on the chip");
        }
        return memory;
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
