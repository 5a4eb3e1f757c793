package archsim.engine.run;

import archsim.base.Ceil;
import archsim.engine.dataflow.LayerPlan;
import archsim.engine.dataflow.Tile;
import archsim.engine.dram.DramChannel;
import archsim.engine.kernel.Event;
import archsim.engine.kernel.Simulation;
import archsim.tables.DramStandard;

/**
 * One layer in events: bursts arrive, tiles compute, bursts leave.
 *
 * <p>Buffers have two halves. A tile loads once the tile two before it has computed, computes once it has loaded, the
 * tile before it has been booked and the outputs of the tile two before it have left, and stores once it has computed.
 * Loads and stores take turns on the one DRAM channel. Computing begins at edges of the core clock.
 */
final class LayerSimulation {

    private static final long ONE_HOUR_PS = 3_600_000_000_000_000L;

    private final LayerPlan plan;
    private final DramChannel channel;
    private final long clockPeriodPs;
    private final BurstCursor loads;
    private final BurstCursor stores;
    private final long[] loading;
    private final long[] storing;
    private final long[] laneFreeCycle;
    private final Event loaded = this::loaded;
    private final Event stored = this::stored;
    private final Event computed = this::computed;
    private int booked;
    private int computedTiles;
    private boolean storesNext;
    private long endPs;

    LayerSimulation(LayerPlan plan, BurstPlan bursts, DramStandard memory, long clockPeriodPs) {
        this.plan = plan;
        this.clockPeriodPs = clockPeriodPs;
        channel = new DramChannel(memory, BurstRun.STREAMS.size());
        loads = new BurstCursor(bursts.tiles(), bursts::loads);
        stores = new BurstCursor(bursts.tiles(), bursts::stores);
        loading = new long[bursts.tiles()];
        storing = new long[bursts.tiles()];
        for (int tile = 0; tile < loading.length; tile++) {
            loading[tile] = bursts.loadBursts(tile);
            storing[tile] = bursts.storeBursts(tile);
        }
        laneFreeCycle = new long[plan.tiles().get(0).lanes()];
    }

    /** Runs the layer and returns when it ends, in picoseconds. */
    long run() {
        var simulation = new Simulation();
        simulation.schedule(0, (now, ignored) -> advance(now), 0);
        simulation.run(ONE_HOUR_PS);
        if (computedTiles < plan.tiles().size()) {
            throw new IllegalStateException("only %d of %d tiles were computed"
                    .formatted(computedTiles, plan.tiles().size()));
        }
        return endPs;
    }

    DramChannel channel() {
        return channel;
    }

    private void advance(Simulation simulation) {
        while (booked < plan.tiles().size() && loading[booked] == 0 && (booked < 2 || storing[booked - 2] == 0)) {
            book(simulation, plan.tiles().get(booked));
        }
        requestBursts(simulation);
    }

    private void book(Simulation simulation, Tile tile) {
        long readyCycle = Ceil.div(simulation.nowPs(), clockPeriodPs);
        long doneCycle = 0;
        for (int lane = 0; lane < laneFreeCycle.length; lane++) {
            laneFreeCycle[lane] = Math.max(laneFreeCycle[lane], readyCycle) + tile.laneCycles(lane);
            doneCycle = Math.max(doneCycle, laneFreeCycle[lane]);
        }
        if (tile.barrierAfter()) {
            java.util.Arrays.fill(laneFreeCycle, doneCycle);
        }
        simulation.scheduleAt(doneCycle * clockPeriodPs, computed, booked++);
    }

    private void requestBursts(Simulation simulation) {
        while (channel.hasRoom()) {
            boolean canStore = stores.hasNext(computedTiles);
            boolean canLoad = loads.hasNext(computedTiles + 2);
            if (!canStore && !canLoad) {
                return;
            }
            boolean store = canStore && (storesNext || !canLoad);
            storesNext = !store;
            BurstCursor cursor = store ? stores : loads;
            int tile = cursor.tile();
            int stream = cursor.stream();
            channel.request(simulation, cursor.take(), store, stream, store ? stored : loaded, tile);
        }
    }

    private void loaded(Simulation simulation, long tile) {
        loading[(int) tile]--;
        endPs = Math.max(endPs, simulation.nowPs());
        advance(simulation);
    }

    private void stored(Simulation simulation, long tile) {
        storing[(int) tile]--;
        endPs = Math.max(endPs, simulation.nowPs());
        advance(simulation);
    }

    private void computed(Simulation simulation, long tile) {
        computedTiles = (int) tile + 1;
        endPs = Math.max(endPs, simulation.nowPs());
        advance(simulation);
    }
}
