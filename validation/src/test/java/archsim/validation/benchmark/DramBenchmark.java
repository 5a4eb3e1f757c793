package archsim.validation.benchmark;

import archsim.engine.dram.AccessPattern;
import archsim.engine.dram.Dram;
import archsim.engine.kernel.Simulation;
import archsim.tables.DramStandards;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Host time of one burst: queued, chosen, timed and told to its listener, with the queue always full. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DramBenchmark {

    private static final int BURSTS = 1 << 18;

    @Param({"ddr3-1600", "ddr4-2400", "hbm2"})
    private String memory;

    @Param({"SEQUENTIAL", "RANDOM"})
    private AccessPattern pattern;

    private final long[] addresses = new long[BURSTS];
    private Dram dram;
    private int next;

    @Setup
    public void prepare() {
        var random = new SplittableRandom(1);
        long capacity = DramStandards.find(memory).capacityBursts();
        for (int i = 0; i < BURSTS; i++) {
            addresses[i] = pattern == AccessPattern.SEQUENTIAL ? i : random.nextLong(capacity);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BURSTS)
    public long bursts() {
        dram = new Dram(DramStandards.find(memory), 1, (simulation, argument, donePs) -> fill(simulation));
        next = 0;
        var simulation = new Simulation();
        simulation.schedule(0, (now, ignored) -> fill(now), 0);
        return simulation.run(Long.MAX_VALUE);
    }

    private void fill(Simulation simulation) {
        while (next < BURSTS && dram.hasRoom(addresses[next])) {
            dram.request(simulation, addresses[next++], false, 0, 0);
        }
    }
}
