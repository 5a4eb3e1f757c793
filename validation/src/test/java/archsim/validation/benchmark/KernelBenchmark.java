package archsim.validation.benchmark;

import archsim.engine.kernel.Event;
import archsim.engine.kernel.Simulation;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Events that each schedule the next one, at delays that keep the queue busy; throughput is in events. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {

    private static final int EVENTS = 1_000_000;

    /** Events pending at once: a layer simulation has a few, a large machine some dozens. */
    @Param({"4", "64", "1024"})
    private int pending;

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long chains() {
        var simulation = new Simulation();
        var chain = new Chain(EVENTS - pending);
        for (int i = 0; i < pending; i++) {
            simulation.schedule(i, chain, i);
        }
        return simulation.run(Long.MAX_VALUE);
    }

    private static final class Chain implements Event {

        private int left;

        Chain(int left) {
            this.left = left;
        }

        @Override
        public void occur(Simulation simulation, long argument) {
            if (left-- > 0) {
                simulation.schedule(1 + (argument * 7919 & 255), this, argument + 1);
            }
        }
    }
}
