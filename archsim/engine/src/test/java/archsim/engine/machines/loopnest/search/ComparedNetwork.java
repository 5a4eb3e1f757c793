package archsim.engine.machines.loopnest.search;

import archsim.base.RootLocale;
import archsim.engine.machines.loopnest.DescribedMachine;
import archsim.engine.machines.loopnest.architecture.Level;
import archsim.engine.machines.loopnest.count.NmWeights;
import archsim.engine.run.RunSetup;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network on a described machine, of which convolutions of different shapes are mapped.
 *
 * @param weights as people write it
 * @param sparsity the same as JSON
 */
record ComparedNetwork(String machine, String weights, String sparsity, String network) {

    private static final Path MACHINES =
            Path.of("../examples/described-machines").toAbsolutePath();
    private static final int TIMES_LONGER = 100;

    /** Three machines, each with the weights that it is made for. */
    static List<ComparedNetwork> all() {
        var all = new ArrayList<ComparedNetwork>();
        for (String network : List.of("alexnet", "resnet18-imagenet")) {
            all.add(new ComparedNetwork("edge-npu", "2:4", "{\"kind\": \"nm\", \"n\": 2, \"m\": 4}", network));
            all.add(new ComparedNetwork(
                    "eyeriss-v2-like", "35 %", "{\"kind\": \"bernoulli\", \"weightDensity\": 0.35}", network));
            all.add(new ComparedNetwork("stc-flexible", "2:8", "{\"kind\": \"nm\", \"n\": 2, \"m\": 8}", network));
        }
        return all;
    }

    RunSetup setup() {
        String config = RootLocale.format(
                "{\"schemaVersion\": 1, \"accelerator\": \"%s/%s.json\", \"memory\": \"lpddr4-2400\", \"workloads\":"
                        + " [{\"network\": \"%s\", \"weightBits\": 8, \"sparsity\": %s}]}",
                MACHINES, machine, network, sparsity);
        return RunSetup.read("quality.json", config, Path.of(""), Optional.empty());
    }

    static List<LayerWorkload> layers(RunSetup setup) {
        Set<LayerShape> seen = new HashSet<>();
        return setup.workloads().get(0).make().layers().stream()
                .filter(layer -> layer.layer().isConvolution() && seen.add(layer.shape()))
                .toList();
    }

    /** @param seconds of a core after which the random search ends at the latest */
    ComparedLayer compare(RunSetup setup, LayerWorkload layer, double seconds) {
        var dataflow = (DescribedMachine) setup.accelerator().dataflow();
        FoundMapping found = dataflow.search(layer, setup.accelerator().machine(), setup.goal());
        List<Level> levels = NmWeights.coded(layer, dataflow.levels());
        var random = new RandomMappings(levels, layer, setup.accelerator().precision(), setup.goal());
        RandomMappings.Best best = random.best(TIMES_LONGER * found.covered(), seconds);
        return new ComparedLayer(
                machine,
                weights,
                network,
                layer.layer().name(),
                Math.round(found.cost().cycles()),
                best.cycles(),
                found.covered(),
                best.drawn());
    }
}
