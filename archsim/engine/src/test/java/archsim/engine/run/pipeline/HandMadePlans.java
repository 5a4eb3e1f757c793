package archsim.engine.run.pipeline;

import archsim.base.Confidence;
import archsim.base.Source;
import archsim.energy.ActionCounts;
import archsim.energy.DataType;
import archsim.engine.pe.SlotStack;
import archsim.engine.plan.HandMadeTiles;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.tables.DramController;
import archsim.tables.DramController.Idle;
import archsim.tables.DramController.Refresh;
import archsim.tables.DramStandard;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Plans and memories whose times can be worked out on paper. */
final class HandMadePlans {

    /** Bits of a burst of {@link #roundMemory()}. */
    static final long BURST_BITS = 128;

    static final Source SOURCE = new Source("made by hand", Confidence.A);

    private HandMadePlans() {}

    /**
     * One rank of two banks; rows of 4 bursts of 16 bytes, one row after the other in turn of the banks; a clock of 1 ns.
     * A burst takes 2 clocks; CL 10, CWL 5, tRCD 20 (30 for writes), tRP 20, tRAS 40, tRTP 10, tWR 10, tWTR 10; the queue
     * of a bank shows 8 bursts, 8 more wait. The first refresh is due after 100 us.
     */
    static DramStandard roundMemory() {
        return roundMemory(1, 8, 8, 100_000);
    }

    /** The same with other numbers. */
    static DramStandard roundMemory(int channels, int queueEntries, int bankQueueEntries, int refreshClocks) {
        var none = OptionalInt.empty();
        return new DramStandard(
                "round",
                channels,
                new DramStandard.Geometry(1, 1, 2, 64, 16, 32, 32, 4, 2, true),
                new DramStandard.Timing(
                        1000,
                        10,
                        5,
                        20,
                        30,
                        20,
                        40,
                        10,
                        10,
                        50,
                        none,
                        2,
                        2,
                        10,
                        10,
                        10,
                        10,
                        2,
                        10,
                        none,
                        100,
                        refreshClocks,
                        none,
                        none),
                new DramStandard.Power(
                        1, 60, 5, 20, 10, 30, OptionalDouble.empty(), 130, 120, 230, OptionalDouble.empty()),
                new DramController(
                        "rorabgbacoch",
                        queueEntries,
                        bankQueueEntries,
                        Refresh.ALL_BANK,
                        Optional.empty(),
                        Optional.of(Idle.STANDBY),
                        none,
                        none),
                Optional.empty(),
                OptionalDouble.empty(),
                SOURCE);
    }

    /** {@code bursts} of 16 bytes from burst {@code first} of the region on. */
    static Transfer bursts(DataType type, long first, long bursts) {
        return new Transfer(type, first * BURST_BITS, bursts * BURST_BITS);
    }

    static Transfer weights(long first, long bursts) {
        return bursts(DataType.WEIGHTS, first, bursts);
    }

    static Transfer outputs(long first, long bursts) {
        return bursts(DataType.OUTPUTS, first, bursts);
    }

    /** One lane, weights alone. */
    static Tile tile(Transfer load, Transfer store, long cycles) {
        return HandMadeTiles.tile(List.of(load), store, false, cycles);
    }

    static LayerPlan plan(Tile... tiles) {
        return plan(0, tiles);
    }

    static LayerPlan plan(List<Tile> tiles, int tilesAtOnce) {
        return new LayerPlan("", tiles, SlotStack.NONE, 0, new ActionCounts(), tilesAtOnce);
    }

    static LayerPlan plan(long computeCycles, Tile... tiles) {
        return new LayerPlan("", List.of(tiles), SlotStack.NONE, computeCycles, new ActionCounts());
    }
}
