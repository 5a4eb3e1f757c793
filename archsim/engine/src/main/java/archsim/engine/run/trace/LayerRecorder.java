package archsim.engine.run.trace;

import archsim.base.RootLocale;
import archsim.energy.DataType;
import archsim.engine.plan.Tile;
import archsim.engine.run.pipeline.BurstRun;
import archsim.engine.run.pipeline.LayerObserver;
import archsim.engine.run.trace.TraceTrack.Group;
import archsim.tables.DramStandard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes what a layer does, within a number of spans: when there are more, it keeps one tile in twice as many.
 *
 * <p>Bursts of one tile, data type and direction are one span as long as less than {@link #GAP_BURSTS} others come
 * between them on their channel.
 */
public final class LayerRecorder implements LayerObserver {

    /** Of the lanes of a machine, at most so many have a line, evenly spread. */
    static final int MOST_LANES = 16;

    private static final int GAP_BURSTS = 16;

    private final int mostSpans;
    private final long burstPs;
    private final long clockPeriodPs;
    private final Map<Group, Map<Integer, TraceTrack>> tracks = new EnumMap<>(Group.class);
    private final Map<TraceTrack, Open> open = new HashMap<>();
    private List<TraceSpan> spans = new ArrayList<>();
    private int every = 1;
    private long dropped;

    /** A span that may still grow. */
    private static final class Open {
        private final int tile;
        private final long startPs;
        private long endPs;
        private long amount;

        private Open(int tile, long startPs) {
            this.tile = tile;
            this.startPs = startPs;
            this.endPs = startPs;
        }
    }

    public LayerRecorder(DramStandard memory, long clockPeriodPs, int mostSpans) {
        this.burstPs = (long) memory.geometry().burstCycles() * memory.timing().tCkPs();
        this.clockPeriodPs = clockPeriodPs;
        this.mostSpans = mostSpans;
    }

    @Override
    public boolean follows(int tile) {
        return tile % every == 0;
    }

    @Override
    public void requests(int tile, boolean store, int stream, long nowPs) {
        Open transfer = opened(transfer(tile, store, stream), tile, nowPs);
        transfer.amount++;
    }

    @Override
    public void moves(int tile, boolean store, int stream, int channel, long donePs) {
        TraceTrack half = transfer(tile, store, stream);
        Open transfer = open.get(half);
        if (transfer != null && transfer.tile == tile) {
            transfer.endPs = Math.max(transfer.endPs, donePs);
        }
        TraceTrack bus = bus(channel, store, stream);
        long startPs = donePs - burstPs;
        Open bursts = open.get(bus);
        if (bursts != null && startPs > bursts.endPs + GAP_BURSTS * burstPs) {
            close(bus);
        }
        bursts = opened(bus, tile, startPs);
        bursts.endPs = Math.max(bursts.endPs, donePs);
        bursts.amount++;
    }

    /** The span on {@code track} that grows with {@code tile}; one of another tile is closed. */
    private Open opened(TraceTrack track, int tile, long startPs) {
        Open before = open.get(track);
        if (before != null && before.tile == tile) {
            return before;
        }
        long from = startPs;
        if (before != null) {
            close(track);
            from = Math.max(startPs, before.endPs);
        }
        var opened = new Open(tile, from);
        open.put(track, opened);
        return opened;
    }

    private void close(TraceTrack track) {
        Open closed = open.remove(track);
        add(new TraceSpan(track, closed.startPs, closed.endPs, closed.tile, closed.amount));
    }

    @Override
    public void computes(int index, Tile tile, long readyCycle, long[] laneFreeCycle) {
        if (!follows(index)) {
            return;
        }
        int lanes = laneFreeCycle.length;
        int traced = Math.min(lanes, MOST_LANES);
        for (int line = 0; line < traced; line++) {
            int lane = (int) ((long) line * lanes / traced);
            long start = Math.max(laneFreeCycle[lane], readyCycle);
            if (tile.laneCycles(lane) > 0) {
                addCycles(lane(line, lane, lanes), start, start + tile.laneCycles(lane), index);
            }
        }
        if (tile.barrierAfter() && lanes > 1) {
            waiting(index, tile, readyCycle, laneFreeCycle);
        }
    }

    /** From when the first lane is done to when the last one is. */
    private void waiting(int index, Tile tile, long readyCycle, long[] laneFreeCycle) {
        long first = Long.MAX_VALUE;
        long last = 0;
        for (int lane = 0; lane < laneFreeCycle.length; lane++) {
            long done = Math.max(laneFreeCycle[lane], readyCycle) + tile.laneCycles(lane);
            first = Math.min(first, done);
            last = Math.max(last, done);
        }
        addCycles(track(Group.BARRIERS, 0, "barrier"), first, last, index);
    }

    private void addCycles(TraceTrack track, long fromCycle, long toCycle, int tile) {
        add(new TraceSpan(track, fromCycle * clockPeriodPs, toCycle * clockPeriodPs, tile, toCycle - fromCycle));
    }

    private void add(TraceSpan span) {
        if (!follows(span.tile())) {
            return;
        }
        if (spans.size() >= mostSpans) {
            thin();
        }
        if (spans.size() >= mostSpans) {
            dropped++;
        } else if (follows(span.tile())) {
            spans.add(span);
        }
    }

    /** Twice as few tiles, again and again until a quarter of the room is free or one tile is left. */
    private void thin() {
        int last = spans.stream().mapToInt(TraceSpan::tile).max().orElse(0);
        while (spans.size() > mostSpans - mostSpans / 4 && every <= last) {
            every *= 2;
            spans = new ArrayList<>(
                    spans.stream().filter(span -> follows(span.tile())).toList());
        }
    }

    /** All that was noted, when the layer is over. */
    public LayerTrace trace(String layer, long cycles, int tiles, int lanes) {
        List.copyOf(open.keySet()).stream().sorted().forEach(this::close);
        List<TraceSpan> sorted = spans.stream()
                .sorted(Comparator.comparing(TraceSpan::track).thenComparingLong(TraceSpan::startPs))
                .toList();
        return new LayerTrace(
                layer, cycles, clockPeriodPs, tiles, every, lanes, Math.min(lanes, MOST_LANES), dropped, sorted);
    }

    private static String type(int stream, boolean store) {
        DataType type = BurstRun.STREAMS.get(stream);
        return (store ? "store " : "load ") + type.jsonName();
    }

    private TraceTrack transfer(int tile, boolean store, int stream) {
        int half = tile / every % 2;
        return track(Group.DMA, (stream * 2 + (store ? 1 : 0)) * 2 + half, type(stream, store) + ", half " + half);
    }

    private TraceTrack bus(int channel, boolean store, int stream) {
        int direction = stream * 2 + (store ? 1 : 0);
        return track(
                Group.DRAM,
                channel * 2 * BurstRun.STREAMS.size() + direction,
                RootLocale.format("DRAM channel %d, %s", channel, type(stream, store)));
    }

    private TraceTrack lane(int line, int lane, int lanes) {
        return track(Group.LANES, line, RootLocale.format("lane %d of %d", lane, lanes));
    }

    private TraceTrack track(Group group, int index, String name) {
        return tracks.computeIfAbsent(group, key -> new HashMap<>())
                .computeIfAbsent(index, key -> new TraceTrack(group, index, name));
    }
}
