package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.base.RootLocale;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.RandomLayers;
import archsim.engine.plan.InfeasibleLayerException;
import archsim.engine.plan.Objective;
import archsim.engine.run.config.Tiling;
import archsim.engine.run.pipeline.LayerObserver;
import archsim.engine.run.pipeline.MemoryOutcome;
import archsim.engine.tiling.GivenCut;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cut that a machine chooses against all cuts there are, each run by events: rows and columns of every number, filters
 * and channels in steps of 8, both orders.
 *
 * <p>{@code -Darchsim.test.exhaustiveLayers=300} tries as many layers a machine and prints the rows of
 * {@code validation/results/chosen-cuts.md}.
 */
class ChosenCutsTest {

    private static final int LAYERS = Integer.getInteger("archsim.test.exhaustiveLayers", 4);
    private static final int MOST_CUTS = 600;
    private static final double MOST_DISTANCE = 0.02;

    /** Of so many layers one may be missed: a search is no proof. */
    private static final int LAYERS_A_MISS = 100;

    private static final DramStandard MEMORY = DramStandards.find("lpddr4-2400");

    static Stream<String> machines() {
        return AcceleratorLibrary.names().stream()
                .filter(name ->
                        AcceleratorLibrary.find(name).dataflow().mapping().equals(Optional.of(GivenCut.class)));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theChoiceIsNearTheBestOfAllCuts(String name) {
        Accelerator machine = AcceleratorLibrary.find(name);
        double[] distances = RandomLayers.of(60 * LAYERS, 2600)
                .filter(layer -> machine.dataflow().runs(layer.layer()))
                .filter(layer -> cuts(layer).size() <= MOST_CUTS)
                .limit(LAYERS)
                .mapToDouble(layer -> distance(machine, layer))
                .toArray();
        long missed = Arrays.stream(distances)
                .filter(distance -> distance > MOST_DISTANCE)
                .count();
        System.out.println(RootLocale.format(
                "| `%s` | %d | %.1f %% | %.2f %% | %d |",
                name,
                distances.length,
                100 * Arrays.stream(distances).max().orElseThrow(),
                100 * Arrays.stream(distances).average().orElseThrow(),
                missed));
        assertThat(missed)
                .as("layers beyond %s of %s: %s", MOST_DISTANCE, name, Arrays.toString(distances))
                .isLessThanOrEqualTo(LAYERS / LAYERS_A_MISS);
    }

    /** Cycles of the chosen cut above those of the best, 0 where the search found one that is not among {@link #cuts}. */
    private static double distance(Accelerator machine, LayerWorkload layer) {
        long chosen = cycles(machine, layer, Map.of()).orElseThrow();
        long best = cuts(layer).stream()
                .flatMapToLong(
                        cut -> cycles(machine, layer, Map.of(layer.layer().name(), cut)).stream())
                .min()
                .orElseThrow();
        return Math.max(0, (double) chosen / best - 1);
    }

    private static OptionalLong cycles(Accelerator machine, LayerWorkload layer, Map<String, Record> given) {
        var goal = new RunGoal(new Tiling(Objective.CYCLES, given), machine, MEMORY, () -> {
            throw new IllegalStateException("no energy is compared");
        });
        try {
            var plan = machine.dataflow().plan(layer, machine.machine(), goal);
            return OptionalLong.of(MemoryOutcome.simulated(plan, machine, MEMORY, LayerObserver.NONE)
                    .cycles());
        } catch (InfeasibleLayerException e) {
            return OptionalLong.empty();
        }
    }

    private static List<GivenCut> cuts(LayerWorkload layer) {
        LayerShape shape = layer.shape();
        int rows = shape.p() == 1 ? shape.n() : shape.p();
        return IntStream.rangeClosed(1, rows)
                .boxed()
                .flatMap(r -> IntStream.rangeClosed(1, shape.q()).boxed().flatMap(q -> steps(shape.filtersPerGroup())
                        .flatMap(f -> steps(shape.channelsPerGroup()).flatMap(c -> Stream.of(GivenCut.Order.values())
                                .map(order -> new GivenCut(r, q, f, c, Optional.of(order)))))))
                .toList();
    }

    private static Stream<Integer> steps(int extent) {
        return IntStream.iterate(8, size -> size < extent + 8, size -> size + 8).boxed();
    }
}
