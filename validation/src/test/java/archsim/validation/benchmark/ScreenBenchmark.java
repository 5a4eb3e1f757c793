package archsim.validation.benchmark;

import archsim.base.json.NamedFile;
import archsim.engine.run.RunCache;
import archsim.sweep.Columns;
import archsim.sweep.PointRows;
import archsim.sweep.SweepCheck;
import archsim.sweep.Workers;
import archsim.sweep.search.Screen;
import archsim.sweep.search.Search;
import archsim.sweep.search.SearchRounds;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Screening of a search's design points, before any is simulated: each is read, checked, its area and its bound computed.
 *
 * <p>Variants of {@code eyeriss-v2-like} with AlexNet at 35 % weights: buffers, clusters, PEs, scratchpads, clocks and channels of
 * the DRAM. Each pass starts from an empty cache; the first of a fork is also one of a virtual machine that was just started.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(1)
public class ScreenBenchmark {

    private static final String SEARCH = """
            {"schemaVersion": 1,
             "base": {"schemaVersion": 1, "accelerator": "archsim/examples/described-machines/eyeriss-v2-like.json",
               "memory": "lpddr4-2400", "workloads": [{"network": "alexnet", "weightBits": 8,
                 "sparsity": {"kind": "bernoulli", "weightDensity": 0.35}}]},
             "axes": [
               {"pointer": "/accelerator/dataflow/levels/1/words", "values": [8192, 16384, 24576, 32768, 49152, 65536]},
               {"pointer": "/accelerator/dataflow/levels/2/y", "values": [2, 4, 8, 16]},
               {"pointer": "/accelerator/dataflow/levels/3/y", "values": [1, 2, 3, 4, 6, 8]},
               {"pointer": "/accelerator/dataflow/levels/4/words", "values": [320, 384, 448, 512]},
               {"pointer": "/accelerator/clockMhz", "values": [%s]},
               {"pointer": "/memory/channels", "values": [1, 2, 4]}],
             "objectives": ["time", "energy", "area"]}
            """;

    /** 25 give 43,200 points. */
    @Param({"5", "25"})
    private int clocks;

    private Search search;
    private RunCache cache;
    private Columns columns;

    /** Sums over an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Points {
        /** Points that were screened. */
        public long points;

        /** Of these, those that may be simulated. */
        public long left;

        /** Seconds of a core that they took. */
        public double coreS;
    }

    @Setup(Level.Invocation)
    public void read() {
        String mhz = IntStream.rangeClosed(1, clocks).mapToObj(i -> "" + 20 * i).collect(Collectors.joining(", "));
        search = Search.read(new NamedFile("benchmark.json", SEARCH.formatted(mhz), Path.of("")), Optional.empty());
        cache = RunCache.ofBytes(1 << 28);
        columns = SweepCheck.check(search.sweep(), cache);
    }

    @Benchmark
    public SearchRounds screen(Points counted) {
        int points = search.sweep().size();
        double before = coreS();
        var rounds =
                new SearchRounds(search, columns, new Screen(search, cache), new PointRows(points), new Workers(1));
        counted.coreS += coreS() - before;
        counted.points += points;
        counted.left += rounds.left();
        return rounds;
    }

    /** Of the whole process: points are screened on another thread than this one. */
    private static double coreS() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
