package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.json.StrictJson;
import archsim.energy.EnergyModel;
import archsim.engine.UniformLayer;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.RandomLayers;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Overlap;
import archsim.engine.run.pipeline.LayerFacts;
import archsim.engine.run.result.Metrics;
import archsim.tables.DramStandard;
import archsim.tables.TableSet;
import archsim.workloads.Layer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No run takes less than its bound, on any machine and any memory, whatever is zero. */
class RunBoundTest {

    private static final Path DESCRIBED = Path.of("../examples/described-machines");
    private static final List<String> MEMORIES = List.of("lpddr4-2400", "hbm2-stack", "ddr3-1600", "none");
    private static final List<LayerWorkload> LAYERS =
            RandomLayers.of(8, 77).map(RunBoundTest::someZerosAmongOutputs).toList();

    private static LayerWorkload someZerosAmongOutputs(LayerWorkload layer) {
        return layer.layer().name().hashCode() % 3 == 0 ? layer.withOutputDensity(0.37) : layer;
    }

    static Stream<Accelerator> machines() throws IOException {
        try (Stream<Path> files = Files.list(DESCRIBED)) {
            List<Accelerator> described = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(RunBoundTest::machine)
                    .toList();
            return Stream.concat(AcceleratorLibrary.names().stream().map(AcceleratorLibrary::find), described.stream());
        }
    }

    private static Accelerator machine(Path file) {
        try {
            return StrictJson.read(file.toString(), Files.readString(file), Accelerator.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DramStandard memory(String name) {
        return MemoryConfig.resolve("memory", JsonProvider.provider().createValue(name));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void nothingIsEverBelowItsBound(Accelerator machine) {
        int ran = 0;
        for (int i = 0; i < LAYERS.size(); i++) {
            DramStandard memory = memory(MEMORIES.get(i % MEMORIES.size()));
            EnergyModel prices = new PricedMachine(machine, TableSet.shipped()).energyModel(memory);
            for (Fidelity fidelity : Fidelity.values()) {
                Optional<Metrics> found = run(LAYERS.get(i), machine, memory, fidelity);
                RunBound bound = RunBound.of(List.of(needs(LAYERS.get(i))), 1, machine, memory, Overlap.NONE, prices);
                String what = machine.name() + " " + LAYERS.get(i).layer() + " " + memory.name() + " " + fidelity;
                found.ifPresent(metrics -> holds(what, bound, metrics));
                ran += found.isPresent() ? 1 : 0;
            }
        }
        assertThat(ran).isPositive();
    }

    private static LayerNeeds needs(LayerWorkload layer) {
        return LayerNeeds.of(layer, LayerFacts.of(layer), 1);
    }

    private static Optional<Metrics> run(
            LayerWorkload layer, Accelerator machine, DramStandard memory, Fidelity fidelity) {
        try {
            return Optional.of(new Simulator(machine, memory, fidelity)
                    .run(new Workload("one", "", "", List.of(layer)))
                    .result()
                    .totals());
        } catch (RefusedLayersException e) {
            return Optional.empty();
        }
    }

    private static void holds(String what, RunBound bound, Metrics found) {
        assertThat(bound.cycles()).as(what).isLessThanOrEqualTo(found.cycles());
        assertThat(bound.timeNs()).as(what).isLessThanOrEqualTo(found.timeNs());
        assertThat(bound.energyPj()).as(what).isLessThanOrEqualTo(found.energy().totalPj());
        assertThat(bound.dramBytes())
                .as(what)
                .isLessThanOrEqualTo(found.dramBytes().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        assertThat(bound.macs()).isEqualTo(found.macs());
    }

    /** Each weight serves 36 outputs, each input 5 filters: 8 x 5 weights, 8 x 36 inputs, 5 x 36 outputs. */
    @Test
    void aFullPointwiseLayerNeedsAllItHas() {
        var layer = new LayerWorkload(
                new Layer("pointwise", UniformLayer.shape(1, 8, 5, 6, 6, 1, 1, 1, 0, 1), Optional.empty()),
                Mask.full(40),
                Mask.full(288),
                4,
                Scheme.DENSE);
        LayerNeeds needs = needs(layer);
        assertThat(needs.products()).isEqualTo(40 * 36);
        assertThat(needs.weights()).isEqualTo(40);
        assertThat(needs.inputs()).isEqualTo(288);
        assertThat(needs.outputs()).isEqualTo(180);
        Accelerator dense = AcceleratorLibrary.find("diannao");
        assertThat(needs.readBits(dense.dataflow(), dense.precision())).isEqualTo(40 * 4 + 288 * 16);
        assertThat(needs.writtenBits(dense.dataflow(), dense.precision())).isEqualTo(180 * 16);
    }

    /** A bound of nothing would hold as well: on the machine that skips all, the layer of many products takes little more. */
    @Test
    void anIdealMachineComesNearIt() {
        Accelerator ideal = AcceleratorLibrary.find("ideal");
        DramStandard memory = memory("hbm2-stack");
        EnergyModel prices = new PricedMachine(ideal, TableSet.shipped()).energyModel(memory);
        LayerWorkload layer = LAYERS.stream()
                .max((one, other) -> Long.compare(
                        LayerFacts.of(one).effectualMacs(), LayerFacts.of(other).effectualMacs()))
                .orElseThrow();
        Metrics found = run(layer, ideal, memory, Fidelity.ANALYTICAL).orElseThrow();
        RunBound bound = RunBound.of(List.of(needs(layer)), 1, ideal, memory, Overlap.NONE, prices);
        assertThat(bound.cycles()).isGreaterThan(found.cycles() / 2);
        assertThat(bound.energyPj()).isGreaterThan(found.energy().totalPj() / 10);
        assertThat(bound.dramBytes()).isPositive();
    }
}
