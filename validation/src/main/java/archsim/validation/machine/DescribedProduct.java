package archsim.validation.machine;

import archsim.base.RootLocale;
import archsim.base.ShippedFiles;
import archsim.base.json.Range;
import archsim.base.json.StrictJson;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.machines.loopnest.mapping.NestMapping;
import archsim.engine.plan.Objective;
import archsim.engine.run.Simulator;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.result.RunResult;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import archsim.validation.fact.Measurement;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.network.Network;
import archsim.workloads.sparsity.GeneratedWorkload;
import archsim.workloads.sparsity.Sparsity;
import java.util.List;
import java.util.Map;

/**
 * Cycles of a product {@code Z[m][n] = A[m][k] B[k][n]} on a described machine that ships, by given loops, while memory never
 * stalls: A are the weights of {@code m} filters, B the inputs of {@code n} output columns. Masks are drawn from seed 1.
 *
 * @param machine name of its file
 * @param m rows of A
 * @param k columns of A
 * @param n columns of B
 * @param mapping as a user gives it
 */
public record DescribedProduct(
        String machine,
        @Range(min = 1, max = 65536) int m,
        @Range(min = 1, max = 65536) int k,
        @Range(min = 1, max = 65536) int n,
        Sparsity sparsity,
        NestMapping mapping)
        implements Measurement {

    private static final ShippedFiles MACHINES = new ShippedFiles("archsim/described-machines", ".json");
    private static final String LAYER = "product";
    private static final DramStandard MEMORY = DramStandards.find("lpddr4-2400");

    @Override
    public double value() {
        return run().totals().computeCycles();
    }

    /** Energy with the prices that ship, LPDDR4 included. */
    double energyPj() {
        return run().totals().energy().totalPj();
    }

    /** What {@link #energyPj} is priced by. */
    EnergyModel energyModel() {
        Accelerator described = described(machine);
        return EnergyModels.of(
                TableSet.shipped(),
                described.technologyNm(),
                described.transistors(),
                described.operatingPoint(),
                MEMORY);
    }

    RunResult run() {
        Accelerator described = described(machine);
        LayerShape shape = LayerShape.convolution(k, m).map(1, n).build();
        var network = new Network(LAYER, LAYER, "none", List.of(new Layer(LAYER, shape)), List.of(), "none");
        var workload =
                GeneratedWorkload.of(network, sparsity, described.precision().weightBits(), 1);
        return new Simulator(
                        described, MEMORY, Fidelity.ANALYTICAL, new Tiling(Objective.CYCLES, Map.of(LAYER, mapping)))
                .run(workload)
                .result();
    }

    private static Accelerator described(String name) {
        byte[] bytes = MACHINES.find(name)
                .orElseThrow(
                        () -> new IllegalStateException(RootLocale.format("%s has no %s", MACHINES.folder(), name)));
        return StrictJson.read(name, StrictJson.decode(name, bytes), Accelerator.class);
    }
}
