package archsim.validation.benchmark;

import archsim.base.json.StrictJson;
import archsim.engine.machines.loopnest.DescribedMachine;
import archsim.engine.machines.loopnest.search.FoundMapping;
import archsim.engine.run.RunSetup;
import archsim.workloads.LayerWorkload;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The search of a mapping for one dense layer of ResNet-18: its time, and the mappings that it estimates.
 *
 * <p>Mappings over seconds of the core hold on a machine that does other work, too; searches do what {@code archsim map} does, the
 * exact plans of the best few included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class MappingBenchmark {

    @Param({"edge-npu", "tpu-like", "nvdla-like"})
    private String machine;

    @Param({"layer1.0.conv1", "layer4.1.conv2"})
    private String layer;

    private RunSetup setup;
    private LayerWorkload workload;

    /** Sums over an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Mappings {
        /** Mappings that were estimated. */
        public long mappings;

        /** Searches. */
        public long searches;

        /** Milliseconds of a core that they took. */
        public double coreMs;
    }

    @Setup
    public void prepare() {
        String config = StrictJson.write(Map.of(
                "schemaVersion",
                1,
                "accelerator",
                "archsim/examples/described-machines/" + machine + ".json",
                "memory",
                "lpddr4-2400",
                "workloads",
                List.of(Map.of("network", "resnet18-imagenet"))));
        setup = RunSetup.read("benchmark.json", config, Path.of(""), Optional.empty());
        workload = setup.workloads().get(0).make().layers().stream()
                .filter(found -> found.layer().name().equals(layer))
                .findFirst()
                .orElseThrow();
    }

    @Benchmark
    public FoundMapping search(Mappings counted) {
        var dataflow = (DescribedMachine) setup.accelerator().dataflow();
        double before = coreMs();
        FoundMapping found = dataflow.search(workload, setup.accelerator().machine(), setup.goal());
        counted.coreMs += coreMs() - before;
        counted.mappings += found.covered();
        counted.searches++;
        return found;
    }

    private static double coreMs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
    }
}
