package archsim.engine.run.pipeline;

import static archsim.engine.run.pipeline.HandMadePlans.bursts;
import static archsim.engine.run.pipeline.HandMadePlans.outputs;
import static archsim.engine.run.pipeline.HandMadePlans.plan;
import static archsim.engine.run.pipeline.HandMadePlans.tile;
import static archsim.engine.run.pipeline.HandMadePlans.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import archsim.energy.Action;
import archsim.energy.ActionCounts;
import archsim.energy.DataType;
import archsim.energy.EnergyBreakdown;
import archsim.energy.EnergyModels;
import archsim.engine.accelerator.Accelerator;
import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.engine.counts.Tally;
import archsim.engine.dram.Dram;
import archsim.engine.dram.DramCounts;
import archsim.engine.dram.RankTimes;
import archsim.engine.kernel.Simulation;
import archsim.engine.plan.HandMadeTiles;
import archsim.engine.plan.LayerPlan;
import archsim.engine.run.result.LayerMetrics;
import archsim.tables.DramController;
import archsim.tables.DramController.Idle;
import archsim.tables.DramController.Refresh;
import archsim.tables.DramStandard;
import archsim.workloads.Layer;
import archsim.workloads.LayerShape;
import archsim.workloads.LayerWorkload;
import archsim.workloads.Mask;
import archsim.workloads.Scheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows, bursts, refreshes and states of the memory, and what they and the leakage of buffers cost, by hand. */
class DramUseTest {

    private static final DramStandard MEMORY = HandMadePlans.roundMemory();

    private static DramUse simulated(LayerPlan plan, DramStandard memory) {
        PipelineRecord run = PipelineRecord.of(plan, memory, 1000);
        return DramUse.simulated(
                PipelineRecord.burstPlan(plan, memory), run.simulation().dram(), run.endPs());
    }

    /** 5 bursts of weights in two rows, 3 of inputs in one, 4 of outputs in one: 4 rows, 12 bursts of 16 bytes. */
    @Test
    void rowsAreOpenedByTheDataThatNeedsThem() {
        LayerPlan plan = plan(
                HandMadeTiles.tile(List.of(weights(0, 5), bursts(DataType.INPUTS, 0, 3)), outputs(0, 4), false, 10));
        DramUse use = simulated(plan, MEMORY);
        assertThat(use.activates())
                .containsEntry(DataType.WEIGHTS, 2L)
                .containsEntry(DataType.INPUTS, 1L)
                .containsEntry(DataType.OUTPUTS, 1L);
        assertThat(use.bursts()).isEqualTo(Map.of(DataType.WEIGHTS, 5L, DataType.INPUTS, 3L, DataType.OUTPUTS, 4L));
        assertThat(use.bytes(MEMORY))
                .isEqualTo(Map.of(DataType.WEIGHTS, 80L, DataType.INPUTS, 48L, DataType.OUTPUTS, 64L));
    }

    /** Two loads of one row each and then the first row again: its bank kept it open, so that two rows were opened. */
    @Test
    void anOpenRowIsHit() {
        LayerPlan plan = plan(
                tile(weights(0, 4), outputs(0, 0), 1),
                tile(weights(4, 4), outputs(0, 0), 1),
                tile(weights(0, 4), outputs(0, 0), 1));
        assertThat(simulated(plan, MEMORY).activates()).containsEntry(DataType.WEIGHTS, 2L);
    }

    /** Rows of 4 bursts: 1, 4 and 5 bursts touch 1, 1 and 2; side by side in two channels 1, 2 (of 8) and 4 (of 9). */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 4, 1", "1, 5, 2", "1, 12, 3", "2, 1, 1", "2, 2, 2", "2, 8, 2", "2, 9, 4"})
    void theEstimateOpensARowOnceForARunOfBursts(int channels, long load, long rows) {
        DramStandard memory = HandMadePlans.roundMemory(channels, 8, 8, 1000);
        LayerPlan plan = plan(tile(weights(0, load), outputs(0, load), 1), tile(weights(load, load), outputs(0, 0), 1));
        DramUse use = DramUse.estimated(PipelineRecord.burstPlan(plan, memory), memory, 3_999_000);
        assertThat(use.activates()).isEqualTo(Map.of(DataType.WEIGHTS, 2 * rows, DataType.OUTPUTS, rows));
        assertThat(use.bursts()).isEqualTo(Map.of(DataType.WEIGHTS, 2 * load, DataType.OUTPUTS, load));
        // one refresh every 1000 ns: 3 in 3999, of each channel
        assertThat(use.refreshes()).isEqualTo(3L * channels);
        assertThat(use.ranks()).isEqualTo(new RankTimes(channels * 3_999_000L, 0, 0, 0, 0));
    }

    /**
     * Ten bursts: 4 of weights, 2 of inputs, 4 of outputs. 4 refreshes up to each are 1.6, 2.4 and 4, rounded 2, 2 and 4: so 2,
     * 0 and 2, while 1.6, 0.8 and 1.6 would be rounded to 5. 1000 ns with rows open are 400, 200 and 400.
     */
    @Test
    void whatBelongsToNoAccessIsSharedByBursts() {
        var use = new DramUse(
                Map.of(DataType.WEIGHTS, 2L, DataType.OUTPUTS, 1L),
                new TreeMap<>(Map.of(DataType.WEIGHTS, 4L, DataType.INPUTS, 2L, DataType.OUTPUTS, 4L)),
                4,
                new RankTimes(1_000_000, 500_999, 20_000, 10_000, 0));
        var counts = new ActionCounts();
        use.addTo(counts, MEMORY);

        var expected = new Tally();
        expected.add("dram", DataType.WEIGHTS, new Action.DramActivate("round"), 2);
        expected.add("dram", DataType.OUTPUTS, new Action.DramActivate("round"), 1);
        expected.add("dram", DataType.WEIGHTS, new Action.DramBurst("round", false), 4);
        expected.add("dram", DataType.INPUTS, new Action.DramBurst("round", false), 2);
        expected.add("dram", DataType.OUTPUTS, new Action.DramBurst("round", true), 4);
        share(expected, new Action.DramRefresh("round"), 2, 0, 2);
        share(expected, new Action.DramBackground("round", true), 400, 200, 400);
        share(expected, new Action.DramBackground("round", false), 200, 100, 200);
        share(expected, new Action.DramPowerDown("round", true), 8, 4, 8);
        share(expected, new Action.DramPowerDown("round", false), 4, 2, 4);
        assertThat(Tally.of(counts)).isEqualTo(expected.counts());
    }

    private static void share(Tally tally, Action action, long weights, long inputs, long outputs) {
        tally.add("dram", DataType.WEIGHTS, action, weights);
        tally.add("dram", DataType.INPUTS, action, inputs);
        tally.add("dram", DataType.OUTPUTS, action, outputs);
    }

    @Test
    void withoutBurstsStandbyIsTheWeights() {
        var use = new DramUse(Map.of(), Map.of(), 2, new RankTimes(0, 3000, 0, 0, 0));
        var counts = new ActionCounts();
        use.addTo(counts, MEMORY);
        var expected = new Tally();
        expected.add("dram", DataType.WEIGHTS, new Action.DramRefresh("round"), 2);
        expected.add("dram", DataType.WEIGHTS, new Action.DramBackground("round", false), 3);
        assertThat(Tally.of(counts)).isEqualTo(expected.counts());
    }

    /**
     * Two devices of 1.5 V, 1 ns a clock; a rank powers down 20 clocks after its last data and wakes in tXP 10.
     *
     * <p>Asked for at 0: activate at 1, three reads, data until 37; down from 57 to 101 with its row open. Asked for at 100:
     * awake at 111, activate, two writes at 141 and 143, data until 150; down from 170 to the refresh due at 300, which
     * takes 100 clocks; down from 420 to 501 with no row open. Asked for at 500: activate at 511, read at 531, data until
     * 543; down from 563 to the end at 590.
     *
     * <p>Rows are open from 1 to 300 and from 511 to 590, 378 ns, 44 + 130 + 27 of them powered down; of the other 212, 81.
     */
    @Test
    void tenCommandsCostWhatTheirCurrentsSay() {
        DramStandard memory = poweringDown();
        var dram = new Dram(memory, BurstRun.STREAMS.size(), (simulation, argument, donePs) -> {});
        var simulation = new Simulation();
        int weights = BurstRun.STREAMS.indexOf(DataType.WEIGHTS);
        int outputs = BurstRun.STREAMS.indexOf(DataType.OUTPUTS);
        simulation.scheduleAt(0, (now, ignored) -> ask(dram, now, false, weights, 0, 1, 2), 0);
        simulation.scheduleAt(100_000, (now, ignored) -> ask(dram, now, true, outputs, 4, 5), 0);
        simulation.scheduleAt(500_000, (now, ignored) -> ask(dram, now, false, weights, 0), 0);
        simulation.run(Long.MAX_VALUE);
        DramCounts did = dram.countsAt(590_000);
        assertThat(did).isEqualTo(new DramCounts(3, 4, 2, 1, new RankTimes(177_000, 131_000, 201_000, 81_000, 0)));

        var counts = new ActionCounts();
        new DramUse(
                        Map.of(DataType.WEIGHTS, dram.activates(weights), DataType.OUTPUTS, dram.activates(outputs)),
                        Map.of(DataType.WEIGHTS, 4L, DataType.OUTPUTS, 2L),
                        did.refreshes(),
                        did.ranks())
                .addTo(counts, memory);
        // 1.5 V x 2 devices x mA x ns, each
        double activatesPj = 3 * 3.0 * (60 * (40 + 20) - (30 * 40 + 20 * 20));
        double readsPj = 4 * 3.0 * (130 - 30) * 2;
        double writesPj = 2 * 3.0 * (120 - 30) * 2;
        double refreshPj = 3.0 * (230 - 30) * 100;
        double standbyPj = 3.0 * (30 * 177 + 20 * 131);
        double downPj = 3.0 * (10 * 201 + 5 * 81);
        assertThat(EnergyBreakdown.of(counts, EnergyModels.of(65, memory)).totalPj())
                .isEqualTo(activatesPj + readsPj + writesPj + refreshPj + standbyPj + downPj)
                .isEqualTo(112_515);
    }

    /**
     * 12 bursts of 2 ns in 324 ns, so three pauses of 100 ns around two tiles: standing by for 20 of each, powered down for 80,
     * or for 30 with 50 of self refresh. Of the 324 ns only those without self refresh ask for a refresh every 100.
     */
    @ParameterizedTest
    @CsvSource({
        "STANDBY, 324_000, 0, 0, 3",
        "POWER_DOWN, 84_000, 240_000, 0, 3",
        "SELF_REFRESH, 84_000, 90_000, 150_000, 1"
    })
    void theEstimateSharesIdleTimeOutInPauses(Idle idle, long openPs, long downPs, long selfPs, long refreshes) {
        DramStandard memory = idling(idle);
        LayerPlan plan = plan(tile(weights(0, 4), outputs(0, 4), 1), tile(weights(4, 4), outputs(0, 0), 1));
        DramUse use = DramUse.estimated(PipelineRecord.burstPlan(plan, memory), memory, 324_000);
        assertThat(use.ranks()).isEqualTo(new RankTimes(openPs, 0, 0, downPs, selfPs));
        assertThat(use.refreshes()).isEqualTo(refreshes);
    }

    /** Down after 20 clocks of a nanosecond, refreshing itself after 50. */
    private static DramStandard idling(Idle idle) {
        DramStandard round = HandMadePlans.roundMemory(1, 8, 8, 1000);
        DramStandard.Timing timing = round.timing();
        var refreshing = new DramStandard.Timing(
                timing.tCkPs(),
                timing.casLatency(),
                timing.casWriteLatency(),
                timing.tRCD(),
                timing.tRCDWrite(),
                timing.tRP(),
                timing.tRAS(),
                timing.tRRDShort(),
                timing.tRRDLong(),
                timing.tFAW(),
                timing.t32AW(),
                timing.tCCDShort(),
                timing.tCCDLong(),
                timing.tWTRShort(),
                timing.tWTRLong(),
                timing.tRTP(),
                timing.tWR(),
                timing.tRTRS(),
                timing.tXP(),
                OptionalInt.of(120),
                10,
                100,
                timing.tRFCPerBank(),
                timing.tREFIPerBank());
        var power = new DramStandard.Power(
                1, 60, 5, 20, 10, 30, OptionalDouble.empty(), 130, 120, 230, OptionalDouble.of(1));
        var controller = new DramController(
                "rorabgbacoch",
                8,
                8,
                Refresh.ALL_BANK,
                Optional.empty(),
                Optional.of(idle),
                idle == Idle.STANDBY ? OptionalInt.empty() : OptionalInt.of(20),
                idle == Idle.SELF_REFRESH ? OptionalInt.of(50) : OptionalInt.empty());
        return new DramStandard(
                "round",
                1,
                round.geometry(),
                refreshing,
                power,
                controller,
                Optional.empty(),
                OptionalDouble.empty(),
                round.source());
    }

    private static DramStandard poweringDown() {
        DramStandard round = HandMadePlans.roundMemory(1, 8, 8, 300);
        var geometry = new DramStandard.Geometry(1, 1, 2, 64, 16, 16, 32, 4, 2, true);
        var power = new DramStandard.Power(
                1.5, 60, 5, 20, 10, 30, OptionalDouble.empty(), 130, 120, 230, OptionalDouble.empty());
        var controller = new DramController(
                "rorabgbacoch",
                8,
                8,
                Refresh.ALL_BANK,
                Optional.empty(),
                Optional.of(Idle.POWER_DOWN),
                OptionalInt.of(20),
                OptionalInt.empty());
        return new DramStandard(
                "round",
                1,
                geometry,
                round.timing(),
                power,
                controller,
                Optional.empty(),
                OptionalDouble.empty(),
                round.source());
    }

    private static void ask(Dram dram, Simulation now, boolean write, int stream, long... bursts) {
        for (long burst : bursts) {
            dram.request(now, burst, write, stream, 0);
        }
    }

    /**
     * STICKER's buffers at 65 nm: 16 banks of 4 KiB, 2 of 16 KiB and 2 of 8 KiB with words of 128 bits leak 0.000985932,
     * 0.00332151 and 0.00175367 mW each. 1000 cycles of 5 ns: 16 x 5000 x 0.000985932 = 78.87456 pJ, 33.2151 and 17.5367.
     */
    @Test
    void everyBankLeaksForAllTheTimeAndTheClockRuns() {
        Accelerator sticker = AcceleratorLibrary.find("sticker");
        var layer = new LayerWorkload(
                new Layer("fc", LayerShape.fullyConnected(1, 4, 4)), Mask.full(16), Mask.full(4), 8, Scheme.DENSE);
        var outcome = new MemoryOutcome(1000, 1000, new DramUse(Map.of(), Map.of(), 0, new RankTimes(0, 0, 0, 0, 0)));
        var metrics = new LayerMetrics(layer, LayerFacts.of(layer), plan(), outcome, sticker, MEMORY);

        var expected = new Tally();
        // 256 multipliers with twice two operands of 8 bits and a sum of 24
        expected.add("clock", DataType.PSUMS, new Action.ClockCycle(256 * 56, 0), 1000);
        expected.add("leakage", DataType.WEIGHTS, new Action.SramLeakage(4096, 128), 16 * 5000);
        expected.add("leakage", DataType.INPUTS, new Action.SramLeakage(16384, 128), 2 * 5000);
        expected.add("leakage", DataType.OUTPUTS, new Action.SramLeakage(8192, 128), 2 * 5000);
        assertThat(Tally.of(metrics.counts())).isEqualTo(expected.counts());
        Map<DataType, Double> pj = EnergyBreakdown.of(metrics.counts(), EnergyModels.of(65, MEMORY))
                .energyPj()
                .get("leakage");
        assertThat(pj.get(DataType.WEIGHTS)).isCloseTo(78.87456, within(1e-9));
        assertThat(pj.get(DataType.INPUTS)).isCloseTo(33.2151, within(1e-9));
        assertThat(pj.get(DataType.OUTPUTS)).isCloseTo(17.5367, within(1e-9));
    }
}
