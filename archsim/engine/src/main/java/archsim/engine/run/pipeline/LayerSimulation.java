package archsim.engine.run.pipeline;

import archsim.base.Ceil;
import archsim.base.RootLocale;
import archsim.engine.dram.Dram;
import archsim.engine.kernel.Event;
import archsim.engine.kernel.Simulation;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.tables.DramStandard;
import java.util.Arrays;

/**
 * One layer in events: bursts arrive, tiles compute, bursts leave.
 *
 * <p>Buffers have two halves, or hold as many tiles as the plan says. A tile loads once the tile so many before it has
 * computed, computes once it has loaded, the
 * tile before it has been booked and the outputs of the tile two before it have left, and stores once it has computed.
 * Loads and stores take turns at the DRAM. Computing begins at edges of the core clock.
 */
final class LayerSimulation {

    private static final long ONE_HOUR_PS = 3_600_000_000_000_000L;

    private final LayerPlan plan;
    private final Dram dram;
    private final long clockPeriodPs;
    private final BurstCursor loads;
    private final BurstCursor stores;
    private final TileTransfers loading;
    private final TileTransfers storing;
    private final LayerObserver observer;
    private final long[] laneFreeCycle;
    /** Where nothing moves no tile waits for a transfer: all are booked at the start, without an event for each. */
    private final boolean nothingMoves;

    private final Event loaded = this::loaded;
    private final Event stored = this::stored;
    private final Event computed = this::computed;
    private int booked;
    private int computedTiles;
    private boolean storesNext;
    private long endPs;

    /** When the place of the tiles behind the last one is free. */
    private long roomPs;

    private int waitingBursts;
    private long busyUntilPs;
    private long idlePs;

    LayerSimulation(LayerPlan plan, BurstPlan bursts, DramStandard memory, long clockPeriodPs) {
        this(plan, bursts, memory, clockPeriodPs, LayerObserver.NONE);
    }

    LayerSimulation(LayerPlan plan, BurstPlan bursts, DramStandard memory, long clockPeriodPs, LayerObserver observer) {
        this.plan = plan;
        this.observer = observer;
        this.clockPeriodPs = clockPeriodPs;
        dram = new Dram(memory, BurstRun.STREAMS.size(), this::burstBooked);
        loads = new BurstCursor(bursts.loads());
        stores = new BurstCursor(bursts.stores());
        loading = new TileTransfers(bursts.tiles(), bursts::loadBursts);
        storing = new TileTransfers(bursts.tiles(), bursts::storeBursts);
        laneFreeCycle = new long[plan.tiles().get(0).lanes()];
        nothingMoves = !loads.hasNext(bursts.tiles()) && !stores.hasNext(bursts.tiles());
        roomPs = plan.tiles().size() < plan.tilesAtOnce() ? 0 : Long.MAX_VALUE;
    }

    /** Runs the layer and returns when it ends, in picoseconds. */
    long run() {
        var simulation = new Simulation();
        simulation.schedule(0, (now, ignored) -> advance(now), 0);
        simulation.run(ONE_HOUR_PS);
        if (computedTiles < plan.tiles().size()) {
            throw new IllegalStateException(RootLocale.format(
                    "only %d of %d tiles were computed",
                    computedTiles, plan.tiles().size()));
        }
        return endPs;
    }

    Dram dram() {
        return dram;
    }

    /** The longest time in which the DRAM has nothing to do, once a tile behind the last one could be loaded. */
    long idlePs() {
        return Math.max(idlePs, endPs - Math.max(busyUntilPs, roomPs));
    }

    private void advance(Simulation simulation) {
        while (booked < plan.tiles().size() && loading.isDone(booked) && (booked < 2 || storing.isDone(booked - 2))) {
            book(simulation, plan.tiles().get(booked));
        }
        if (nothingMoves) {
            simulation.scheduleAt(endPs, (end, ignored) -> {}, 0);
        }
        requestBursts(simulation);
    }

    private void book(Simulation simulation, Tile tile) {
        long readyCycle = Ceil.div(simulation.nowPs(), clockPeriodPs);
        long doneCycle = 0;
        observer.computes(booked, tile, readyCycle, laneFreeCycle);
        for (int lane = 0; lane < laneFreeCycle.length; lane++) {
            laneFreeCycle[lane] = Math.max(laneFreeCycle[lane], readyCycle) + tile.laneCycles(lane);
            doneCycle = Math.max(doneCycle, laneFreeCycle[lane]);
        }
        if (tile.barrierAfter()) {
            Arrays.fill(laneFreeCycle, doneCycle);
        }
        long donePs = doneCycle * clockPeriodPs;
        if (booked == plan.tiles().size() - plan.tilesAtOnce()) {
            roomPs = donePs;
        }
        if (nothingMoves) {
            computedTiles = ++booked;
            endPs = Math.max(endPs, donePs);
        } else {
            simulation.scheduleAt(donePs, computed, booked++);
        }
    }

    private void requestBursts(Simulation simulation) {
        while (true) {
            boolean canStore = stores.hasNext(computedTiles) && dram.hasRoom(stores.burst());
            boolean canLoad = loads.hasNext(computedTiles + plan.tilesAtOnce()) && dram.hasRoom(loads.burst());
            if (!canStore && !canLoad) {
                return;
            }
            boolean store = canStore && (storesNext || !canLoad);
            storesNext = !store;
            BurstCursor cursor = store ? stores : loads;
            int stream = cursor.stream();
            long tag = observer.follows(cursor.tile())
                    ? followed(simulation, cursor, store, stream)
                    : BurstTag.of(cursor.tile(), store);
            if (waitingBursts++ == 0) {
                idlePs = Math.max(idlePs, simulation.nowPs() - Math.max(busyUntilPs, roomPs));
            }
            dram.request(simulation, cursor.burst(), store, stream, tag);
            cursor.advance();
        }
    }

    /** The tag of a burst that the observer follows, who hears of its request. */
    private long followed(Simulation simulation, BurstCursor cursor, boolean store, int stream) {
        observer.requests(cursor.tile(), store, stream, simulation.nowPs());
        return BurstTag.followed(cursor.tile(), store, stream, dram.channel(cursor.burst()));
    }

    private void burstBooked(Simulation simulation, long tag, long donePs) {
        waitingBursts--;
        busyUntilPs = Math.max(busyUntilPs, donePs);
        boolean store = BurstTag.isStore(tag);
        int tile = BurstTag.tile(tag);
        if (BurstTag.isFollowed(tag)) {
            observer.moves(tile, store, BurstTag.stream(tag), BurstTag.channel(tag), donePs);
        }
        TileTransfers transfers = store ? storing : loading;
        if (transfers.bookedLast(tile, donePs)) {
            simulation.scheduleAt(transfers.donePs(tile), store ? stored : loaded, tile);
        }
        requestBursts(simulation);
    }

    private void loaded(Simulation simulation, long tile) {
        loading.finish((int) tile);
        endPs = Math.max(endPs, simulation.nowPs());
        advance(simulation);
    }

    private void stored(Simulation simulation, long tile) {
        storing.finish((int) tile);
        endPs = Math.max(endPs, simulation.nowPs());
        advance(simulation);
    }

    private void computed(Simulation simulation, long tile) {
        computedTiles = (int) tile + 1;
        endPs = Math.max(endPs, simulation.nowPs());
        advance(simulation);
    }
}
