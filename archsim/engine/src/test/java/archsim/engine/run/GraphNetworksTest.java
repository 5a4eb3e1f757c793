package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.json.StrictJson;
import archsim.energy.DataType;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.Metrics;
import archsim.tables.DramStandards;
import archsim.workloads.Layer;
import archsim.workloads.Workload;
import archsim.workloads.network.Network;
import archsim.workloads.network.Networks;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.OperandBits;
import archsim.workloads.sparsity.Sparsity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks with residuals and with squeeze-and-excitation, on every design that takes convolutions. */
class GraphNetworksTest {

    static Stream<Arguments> runs() {
        return AcceleratorLibrary.names().stream()
                .filter(design -> !design.equals("eie"))
                .flatMap(design -> Stream.of("resnet20-cifar10", "mobilenetv3-small")
                        .map(network -> Arguments.of(design, network)));
    }

    private static Workload drawn(Network network, int images) {
        Sparsity sparsity = StrictJson.read("sparsity.json", """
                {"kind": "bernoulli", "weightDensity": 0.3, "activationDensity": 0.5}""", Sparsity.class);
        return GeneratedWorkload.of("drawn", network, sparsity, new OperandBits(8, 8), images, 1);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void allMultiplicationsOfTheNetworkAreRun(String design, String name) {
        Network network = Networks.shipped(name);
        Accelerator machine = AcceleratorLibrary.find(design);
        var simulator = new Simulator(machine, DramStandards.find("lpddr4-2400"), Fidelity.ANALYTICAL);
        Metrics totals = simulator.run(drawn(network, 1)).result().totals();
        assertThat(totals.macs()).isEqualTo(network.macs());
        assertThat(totals.effectualMacs())
                .isBetween(network.macs() / 10, network.macs() / 5); // 0.3 x 0.5, less padding
        assertThat(totals.slotStack().useful()).isGreaterThanOrEqualTo(totals.effectualMacs());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aBatchIsRunImageByImage(String design, String name) {
        var simulator =
                new Simulator(AcceleratorLibrary.find(design), DramStandards.find("lpddr4-2400"), Fidelity.ANALYTICAL);
        Network one = Networks.shipped(name);
        var network = new Network("part", "Part", "none", one.layers().subList(2, 5), List.of(), "test");
        Metrics totals = simulator.run(drawn(network, 3)).result().totals();
        assertThat(totals.macs()).isEqualTo(3 * network.macs());
        assertThat(totals.dramBytes().get(DataType.OUTPUTS))
                .isGreaterThanOrEqualTo(2
                        * simulator
                                .run(drawn(network, 1))
                                .result()
                                .totals()
                                .dramBytes()
                                .get(DataType.OUTPUTS));
    }

    /** EIE has no sliding window; each layer says so. */
    @Test
    void aMachineForVectorsSaysWhyItRefuses() {
        Accelerator eie = AcceleratorLibrary.find("eie");
        Layer first = Networks.shipped("resnet20-cifar10").layers().get(0);
        assertThat(eie.dataflow().runs(first)).isFalse();
        var simulator = new Simulator(eie, DramStandards.find("lpddr4-2400"), Fidelity.ANALYTICAL);
        assertThatThrownBy(() -> simulator.run(drawn(Networks.shipped("resnet20-cifar10"), 1)))
                .isInstanceOf(RefusedLayersException.class)
                .hasMessageContaining("fully connected layers run, a convolution does not");
    }
}
