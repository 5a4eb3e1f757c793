package archsim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.energy.ActionCount;
import archsim.energy.DataType;
import archsim.energy.EnergyModel;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.CountedLayers;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.engine.run.config.Fidelity;
import archsim.engine.run.result.LayerResult;
import archsim.engine.run.result.Metrics;
import archsim.engine.run.result.RunResult;
import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import archsim.workloads.Workload;
import archsim.workloads.storage.StorageBits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run's totals, its storage, its DRAM traffic and its energy, each against a count of its own. */
class RunTotalsTest {

    private static final DramStandard MEMORY = DramStandards.find("lpddr4-2400");
    private static final List<String> DESIGNS =
            List.of("diannao", "cambricon-x", "sticker", "scnn", "dcnn-opt", "systolic", "sparten", "sigma", "eyeriss");
    private static final Map<String, Accelerator> MACHINES = new HashMap<>();

    private static Accelerator machine(String design) {
        return MACHINES.computeIfAbsent(design, AcceleratorLibrary::find);
    }

    static Stream<Arguments> layers() {
        List<LayerWorkload> layers = CountedLayers.of(252, 1401).toList();
        return IntStream.range(0, layers.size())
                .filter(i -> machine(DESIGNS.get(i % DESIGNS.size()))
                        .dataflow()
                        .runs(layers.get(i).layer()))
                .mapToObj(i -> Arguments.of(DESIGNS.get(i % DESIGNS.size()), layers.get(i)));
    }

    private static RunResult run(String design, List<LayerWorkload> layers) {
        var workload = new Workload("test", "test", "", layers);
        return CutAlike.of(machine(design), MEMORY, Fidelity.EVENT)
                .run(workload)
                .result();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void storageAndTrafficAreThoseOfACount(String design, LayerWorkload layer) {
        Metrics metrics = run(design, List.of(layer)).totals();
        assertThat(metrics.storage()).isEqualTo(storage(layer));
        LayerPlan plan = CutAlike.plan(machine(design), layer);
        assertThat(nonZero(metrics.dramBytes())).isEqualTo(bytes(plan));
    }

    private static Map<DataType, Long> nonZero(Map<DataType, Long> bytes) {
        var left = new EnumMap<DataType, Long>(DataType.class);
        bytes.forEach((type, count) -> {
            if (count != 0) {
                left.put(type, count);
            }
        });
        return left;
    }

    /** Bursts of 128 bytes, found bit by bit; the one that a region's last transfer ended in is there already. */
    private static Map<DataType, Long> bytes(LayerPlan plan) {
        var bytes = new EnumMap<DataType, Long>(DataType.class);
        var last = new EnumMap<DataType, Long>(DataType.class);
        for (Tile tile : plan.tiles()) {
            var transfers = new ArrayList<Transfer>(tile.loads());
            transfers.add(tile.store());
            for (Transfer transfer : transfers) {
                NavigableSet<Long> bursts = new TreeSet<>();
                for (long bit = 0; bit < transfer.bits(); bit++) {
                    bursts.add((transfer.startBit() + bit) / (8 * 128));
                }
                if (bursts.isEmpty()) {
                    continue;
                }
                DataType region = transfer.dataType() == DataType.INDICES ? DataType.WEIGHTS : transfer.dataType();
                Long before = last.put(region, bursts.last());
                if (bursts.first().equals(before)) {
                    bursts.pollFirst();
                }
                if (!bursts.isEmpty()) {
                    bytes.merge(transfer.dataType(), 128L * bursts.size(), Long::sum);
                }
            }
        }
        return bytes;
    }

    /** Dense, the rectangle of kept filters and columns, or gaps of the width of index that takes fewest bits. */
    private static StorageBits storage(LayerWorkload layer) {
        LayerShape shape = layer.shape();
        Mask mask = layer.weights();
        if (layer.scheme() == Scheme.DENSE) {
            return new StorageBits((long) mask.size() * layer.weightBits(), 0, 0, 0);
        }
        int columns = Math.toIntExact(shape.weightsPerFilter());
        if (layer.scheme() == Scheme.COLUMN_FILTER) {
            var filters = new TreeSet<Integer>();
            var kept = new TreeSet<Integer>();
            for (int i = 0; i < mask.size(); i++) {
                if (mask.get(i)) {
                    filters.add(i / columns);
                    kept.add(i % columns);
                }
            }
            return new StorageBits((long) filters.size() * kept.size() * layer.weightBits(), 0, 0, 0);
        }
        StorageBits best = gaps(mask, layer.weightBits(), 1);
        for (int indexBits = 2; indexBits <= 16; indexBits++) {
            StorageBits next = gaps(mask, layer.weightBits(), indexBits);
            best = next.total() < best.total() ? next : best;
        }
        return best;
    }

    private static StorageBits gaps(Mask mask, int weightBits, int indexBits) {
        long present = 0;
        long fillers = 0;
        int gap = 0;
        long fillersOfGap = 0;
        for (int i = 0; i < mask.size(); i++) {
            gap++;
            if (gap > 1 << indexBits) {
                gap = 1;
                fillersOfGap++;
            }
            if (mask.get(i)) {
                present++;
                fillers += fillersOfGap;
                fillersOfGap = 0;
                gap = 0;
            }
        }
        return new StorageBits(present * weightBits, present * indexBits, fillers * (weightBits + indexBits), 0);
    }

    /** Layers of one machine, one after the other: each total is the sum of theirs, each energy count x price. */
    @Test
    void totalsAreTheSumOfTheLayers() {
        List<LayerWorkload> layers = CountedLayers.of(250, 1402).toList();
        RunResult run = run("cambricon-x", layers);
        Metrics totals = run.totals();
        List<Metrics> parts = run.layers().stream().map(LayerResult::metrics).toList();
        assertThat(parts).hasSameSizeAs(layers);
        List<ToLongFunction<Metrics>> sums = List.of(
                Metrics::cycles,
                Metrics::computeCycles,
                Metrics::analyticalCycles,
                Metrics::macs,
                Metrics::macsWeights,
                Metrics::effectualMacs,
                Metrics::weights,
                Metrics::keptWeights,
                each -> each.slotStack().total(),
                each -> each.slotStack().useful(),
                each -> each.slotStack().dramStall(),
                each -> each.storage().weights(),
                each -> each.storage().indices(),
                each -> each.storage().fillers(),
                each -> each.storage().pointers(),
                each -> each.dramBytes().getOrDefault(DataType.WEIGHTS, 0L),
                each -> each.dramBytes().getOrDefault(DataType.INDICES, 0L),
                each -> each.dramBytes().getOrDefault(DataType.INPUTS, 0L),
                each -> each.dramBytes().getOrDefault(DataType.OUTPUTS, 0L),
                each -> each.sramAccesses().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        for (int i = 0; i < sums.size(); i++) {
            assertThat(sums.get(i).applyAsLong(totals))
                    .as("figure %d", i)
                    .isEqualTo(parts.stream().mapToLong(sums.get(i)).sum());
        }
        assertThat(totals.timeNs())
                .isCloseTo(totals.cycles() * 1000.0 / machine("cambricon-x").clockMhz(), within(1e-3));
        checkEnergy(run);
    }

    private static void checkEnergy(RunResult run) {
        Accelerator machine = machine("cambricon-x");
        EnergyModel model = EnergyModels.of(
                TableSet.shipped(), machine.technologyNm(), machine.transistors(), machine.operatingPoint(), MEMORY);
        Map<String, Double> byPart = new HashMap<>();
        double totalPj = 0;
        for (LayerResult layer : run.layers()) {
            double layerPj = 0;
            for (ActionCount action : layer.actions()) {
                double pj = action.count() * model.price(action.action()).energyPj();
                byPart.merge(action.component() + " " + action.dataType(), pj, Double::sum);
                layerPj += pj;
            }
            assertThat(layer.metrics().energy().totalPj()).isCloseTo(layerPj, within(1e-9 * layerPj));
            totalPj += layerPj;
        }
        assertThat(run.totals().energy().totalPj()).isCloseTo(totalPj, within(1e-9 * totalPj));
        run.totals()
                .energy()
                .energyPj()
                .forEach((component, byType) -> byType.forEach(
                        (type, pj) -> assertThat(pj).isCloseTo(byPart.get(component + " " + type), within(1e-9 * pj))));
        assertThat(run.totals().energy().energyPj().values().stream()
                        .mapToInt(Map::size)
                        .sum())
                .isEqualTo(byPart.size());
    }

    /** STICKER's buffers at 65 nm: 16 banks of 0.0297619 mm2, 2 of 0.105688, 2 of 0.0578204. */
    @Test
    void everyBankTakesArea() {
        Map<String, Double> areaMm2 = new PricedMachine(machine("sticker"), TableSet.shipped()).areaMm2();
        assertThat(areaMm2.get("weightBuffer")).isCloseTo(16 * 0.0297619, within(1e-12));
        assertThat(areaMm2.get("inputBuffer")).isCloseTo(2 * 0.105688, within(1e-12));
        assertThat(areaMm2.get("outputBuffer")).isCloseTo(2 * 0.0578204, within(1e-12));
    }
}
