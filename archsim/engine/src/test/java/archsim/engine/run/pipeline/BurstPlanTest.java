package archsim.engine.run.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.energy.DataType;
import archsim.engine.Taps;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.machines.DesignLayers;
import archsim.engine.machines.RandomLayers;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bursts of 16 bytes: small enough that small layers have many. */
class BurstPlanTest {

    private static final int BURST_BYTES = 16;
    private static final int BURST_BITS = 8 * BURST_BYTES;

    static Stream<Arguments> runs() {
        return DesignLayers.of(() -> RandomLayers.of(80, 71));
    }

    private static final Map<String, Accelerator> MACHINES = new ConcurrentHashMap<>();
    private static final Map<Planned, LayerPlan> PLANS = new ConcurrentHashMap<>();

    private record Planned(String design, LayerWorkload layer) {}

    private static Accelerator machine(String design) {
        return MACHINES.computeIfAbsent(design, AcceleratorLibrary::find);
    }

    private static LayerPlan plan(String design, LayerWorkload layer) {
        return PLANS.computeIfAbsent(
                new Planned(design, layer),
                key -> machine(design).dataflow().plan(layer, machine(design).machine()));
    }

    private static boolean isWeights(DataType type) {
        return type == DataType.WEIGHTS || type == DataType.INDICES;
    }

    private static List<Long> bursts(List<BurstRun> runs) {
        return runs.stream()
                .flatMapToLong(run -> LongStream.range(run.firstBurst(), run.firstBurst() + run.bursts()))
                .boxed()
                .toList();
    }

    private static BitSet bits(Stream<Transfer> transfers) {
        var bits = new BitSet();
        transfers.forEach(
                transfer -> bits.set((int) transfer.startBit(), (int) (transfer.startBit() + transfer.bits())));
        return bits;
    }

    /**
     * Weights lie without gaps, and each of their bursts is read; a dense layer has k * c/groups * r * s of 4 bits, where
     * a design neither adds indices to it nor keeps it in its PEs.
     */
    @ParameterizedTest
    @MethodSource("runs")
    void everyWeightIsRead(String design, LayerWorkload layer) {
        LayerPlan plan = plan(design, layer);
        BitSet stored = bits(plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> isWeights(load.dataType())));
        assertThat(stored.cardinality()).isEqualTo(stored.length());
        if (layer.scheme() == Scheme.DENSE && !machine(design).dataflow().alwaysStoresIndices()) {
            assertThat(stored.cardinality()).isEqualTo(layer.shape().weights() * 4);
        }
        var plannedBursts = new BurstPlan(plan, BURST_BYTES, 1);
        Set<Long> read = new HashSet<>();
        for (int tile = 0; tile < plannedBursts.tiles(); tile++) {
            read.addAll(bursts(plannedBursts.loads(tile).stream()
                    .filter(run -> isWeights(run.dataType()))
                    .toList()));
        }
        assertThat(read).hasSize((stored.length() + BURST_BITS - 1) / BURST_BITS);
    }

    /** Outputs lie without gaps, and each of their bursts is written once. */
    @ParameterizedTest
    @MethodSource("runs")
    void everyOutputIsWrittenOnce(String design, LayerWorkload layer) {
        LayerPlan plan = plan(design, layer);
        long storedBits =
                plan.tiles().stream().map(Tile::store).mapToLong(Transfer::bits).sum();
        var plannedBursts = new BurstPlan(plan, BURST_BYTES, 1);
        List<Long> written = new ArrayList<>();
        for (int tile = 0; tile < plannedBursts.tiles(); tile++) {
            written.addAll(bursts(plannedBursts.stores(tile)));
        }
        assertThat(written).doesNotHaveDuplicates().hasSize((int) ((storedBits + BURST_BITS - 1) / BURST_BITS));
    }

    /** Zeros may be read in fewer bits; what stays on the chip is not read at all. */
    @ParameterizedTest
    @MethodSource("runs")
    void everyInputThatIsPresentAndNeededIsRead(String design, LayerWorkload layer) {
        BitSet needed = inputsUnderKernels(layer);
        for (int i = needed.nextSetBit(0); i >= 0; i = needed.nextSetBit(i + 1)) {
            needed.set(i, layer.inputs().get(i));
        }
        checkInputs(design, layer, needed);
    }

    /** No input is zero, so that none can be left out or coded. */
    @ParameterizedTest
    @MethodSource("runs")
    void everyInputThatIsNeededIsRead(String design, LayerWorkload layer) {
        Mask inputs = Mask.full(layer.inputs().size());
        var full = new LayerWorkload(layer.layer(), layer.weights(), inputs, layer.weightBits(), layer.scheme());
        checkInputs(design, full, inputsUnderKernels(full));
    }

    /** At least as many bits are read as there are inputs {@code needed}, and a reload is counted again. */
    private static void checkInputs(String design, LayerWorkload layer, BitSet needed) {
        LayerPlan plan = plan(design, layer);
        long loadedBits = plan.tiles().stream()
                .flatMap(tile -> tile.loads().stream())
                .filter(load -> load.dataType() == DataType.INPUTS)
                .mapToLong(Transfer::bits)
                .sum();
        Accelerator machine = machine(design);
        int bits =
                machine.dataflow().keepsMapsOnChip() ? 0 : machine.precision().activationBits();
        assertThat(loadedBits).isGreaterThanOrEqualTo((long) needed.cardinality() * bits);
        long movedBits = new BurstPlan(plan, BURST_BYTES, 1).bursts().getOrDefault(DataType.INPUTS, 0L) * BURST_BITS;
        long loads =
                plan.tiles().stream().flatMap(tile -> tile.loads().stream()).count();
        assertThat(movedBits).isGreaterThanOrEqualTo(loadedBits - loads * BURST_BITS);
    }

    private static BitSet inputsUnderKernels(LayerWorkload layer) {
        var shape = layer.shape();
        var needed = new BitSet();
        int columns = Math.toIntExact(shape.weightsPerFilter());
        for (int i = layer.weights().next(0);
                i < layer.weights().size();
                i = layer.weights().next(i + 1)) {
            int channel = i / columns / shape.filtersPerGroup() * shape.channelsPerGroup()
                    + i % columns / shape.s() / shape.r();
            int r = i / shape.s() % shape.r();
            int s = i % shape.s();
            for (int row = 0; row < shape.n() * shape.p(); row++) {
                for (int q = 0; q < shape.q(); q++) {
                    int h = Taps.row(shape, row % shape.p(), r);
                    int w = Taps.column(shape, q, s);
                    if (h >= 0 && h < shape.h() && w >= 0 && w < shape.w()) {
                        needed.set(((row / shape.p() * shape.c() + channel) * shape.h() + h) * shape.w() + w);
                    }
                }
            }
        }
        return needed;
    }
}
