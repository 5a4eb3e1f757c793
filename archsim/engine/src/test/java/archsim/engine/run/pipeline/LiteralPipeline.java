package archsim.engine.run.pipeline;

import archsim.energy.DataType;
import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.engine.plan.Transfer;
import archsim.engine.run.pipeline.LiteralDram.Agenda;
import archsim.tables.AddressField;
import archsim.tables.DramStandard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pipeline of a layer's tiles, written down from its rules: bit by bit, burst by burst, event by event.
 *
 * <p>A tile may be loaded as soon as the tile has been computed that is as many before it as the plan holds at once,
 * computed as soon as it is loaded, the tile before has been given to the lanes and the outputs of the tile two before are written, and stored as soon as it is
 * computed. Loads and stores take turns.
 */
final class LiteralPipeline {

    private record Burst(int tile, boolean store, DataType type, long address) {}

    final List<String> asked = new ArrayList<>();
    final List<Long> askedPs = new ArrayList<>();
    final Map<String, List<Long>> donePs = new TreeMap<>();
    final List<String> booked = new ArrayList<>();
    final List<List<Long>> startCycles = new ArrayList<>();
    final List<List<Long>> doneCycles = new ArrayList<>();
    final Map<DataType, Long> bursts = new EnumMap<>(DataType.class);
    final LiteralDram dram;
    long endPs;

    private final LayerPlan plan;
    private final long clockPeriodPs;
    private final Agenda agenda = new Agenda();
    private final ArrayDeque<Burst> loads = new ArrayDeque<>();
    private final ArrayDeque<Burst> stores = new ArrayDeque<>();
    private final Map<String, Integer> unfinished = new HashMap<>();
    private final Map<DataType, Long> burstBefore = new EnumMap<>(DataType.class);
    private final long[] laneFree;
    private int computed;
    private boolean storeIsNext;

    private LiteralPipeline(LayerPlan plan, DramStandard memory, long clockPeriodPs) {
        this.plan = plan;
        this.clockPeriodPs = clockPeriodPs;
        dram = new LiteralDram(memory, agenda);
        laneFree = new long[plan.tiles().get(0).lanes()];
        layOut(memory);
        agenda.at(0, this::proceed);
        agenda.run();
    }

    static LiteralPipeline of(LayerPlan plan, DramStandard memory, long clockPeriodPs) {
        return new LiteralPipeline(plan, memory, clockPeriodPs);
    }

    private static DataType region(DataType type) {
        return type == DataType.INDICES ? DataType.WEIGHTS : type;
    }

    /** Regions follow each other in the order of data types, each from a row on that no other region has. */
    private void layOut(DramStandard memory) {
        long burstBits =
                (long) memory.geometry().busWidthBits() * memory.geometry().burstLength();
        Map<DataType, Long> endBit = new EnumMap<>(DataType.class);
        for (Tile tile : plan.tiles()) {
            List<Transfer> all = new ArrayList<>(tile.loads());
            all.add(tile.store());
            for (Transfer each : all) {
                endBit.merge(region(each.dataType()), each.startBit() + each.bits(), Math::max);
            }
        }
        Map<DataType, Long> firstBurst = new EnumMap<>(DataType.class);
        long next = 0;
        for (DataType type : DataType.values()) {
            while (next % rowsSideBySide(memory) != 0) {
                next++;
            }
            firstBurst.put(type, next);
            next += (endBit.getOrDefault(type, 0L) + burstBits - 1) / burstBits;
        }
        for (int i = 0; i < plan.tiles().size(); i++) {
            Tile tile = plan.tiles().get(i);
            for (Transfer load : tile.loads()) {
                move(i, false, load, firstBurst, burstBits);
            }
            move(i, true, tile.store(), firstBurst, burstBits);
        }
    }

    /** Bursts of all rows that a stream fills at the same time. */
    private static long rowsSideBySide(DramStandard memory) {
        List<AddressField> order = memory.controller().fieldsHighToLow();
        long bursts = memory.geometry().columns() / memory.geometry().burstLength();
        for (AddressField below : order.subList(order.indexOf(AddressField.COLUMN) + 1, order.size())) {
            bursts *= switch (below) {
                case ROW -> memory.geometry().rows();
                case RANK -> memory.geometry().ranks();
                case BANK -> memory.geometry().banksPerGroup();
                case BANK_GROUP -> memory.geometry().bankGroups();
                case CHANNEL -> memory.channels();
                case COLUMN -> 1;
            };
        }
        return bursts;
    }

    /** Each burst that holds a bit of the transfer, but the one in which the transfer before it in the region ended. */
    private void move(int tile, boolean store, Transfer transfer, Map<DataType, Long> firstBurst, long burstBits) {
        DataType region = region(transfer.dataType());
        NavigableSet<Long> touched = new TreeSet<>();
        for (long bit = 0; bit < transfer.bits(); bit++) {
            touched.add(firstBurst.get(region) + (transfer.startBit() + bit) / burstBits);
        }
        bursts.merge(transfer.dataType(), 0L, Long::sum);
        if (touched.isEmpty()) {
            return;
        }
        Long before = burstBefore.put(region, touched.last());
        if (touched.first().equals(before)) {
            touched.pollFirst();
        }
        for (long address : touched) {
            (store ? stores : loads).add(new Burst(tile, store, transfer.dataType(), address));
            unfinished.merge((store ? "S" : "L") + tile, 1, Integer::sum);
            bursts.merge(transfer.dataType(), 1L, Long::sum);
        }
    }

    private boolean isFinished(String transfer) {
        return !unfinished.containsKey(transfer);
    }

    private void proceed() {
        endPs = agenda.nowPs;
        for (int tile = startCycles.size(); tile < plan.tiles().size(); tile++) {
            boolean bufferIsFree = tile < 2 || isFinished("S" + (tile - 2));
            if (!isFinished("L" + tile) || !bufferIsFree) {
                break;
            }
            compute(tile);
        }
        ask();
    }

    private void compute(int index) {
        Tile tile = plan.tiles().get(index);
        long edge = (agenda.nowPs + clockPeriodPs - 1) / clockPeriodPs;
        List<Long> starts = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        long last = 0;
        for (int lane = 0; lane < laneFree.length; lane++) {
            long start = Math.max(edge, laneFree[lane]);
            laneFree[lane] = start + tile.laneCycles(lane);
            starts.add(start);
            ends.add(laneFree[lane]);
            last = Math.max(last, laneFree[lane]);
        }
        for (int lane = 0; lane < laneFree.length && tile.barrierAfter(); lane++) {
            laneFree[lane] = last;
        }
        startCycles.add(starts);
        doneCycles.add(ends);
        agenda.at(last * clockPeriodPs, () -> {
            computed = index + 1;
            proceed();
        });
    }

    private void ask() {
        while (true) {
            boolean mayLoad = !loads.isEmpty()
                    && loads.peek().tile < computed + plan.tilesAtOnce()
                    && dram.hasRoom(loads.peek().address);
            boolean mayStore =
                    !stores.isEmpty() && stores.peek().tile < computed && dram.hasRoom(stores.peek().address);
            if (!mayLoad && !mayStore) {
                return;
            }
            boolean store = mayStore;
            if (mayLoad && mayStore) {
                store = storeIsNext;
            }
            storeIsNext = !store;
            ask(store ? stores.poll() : loads.poll());
        }
    }

    private void ask(Burst burst) {
        String transfer = (burst.store ? "S" : "L") + burst.tile;
        asked.add(transfer);
        askedPs.add(agenda.nowPs);
        dram.request(burst.address, burst.store, burst.type.name(), donePsOfBurst -> {
            booked.add(transfer);
            List<Long> done = donePs.computeIfAbsent(transfer, key -> new ArrayList<>());
            done.add(donePsOfBurst);
            if (done.size() == unfinished.get(transfer)) {
                agenda.at(done.stream().mapToLong(Long::longValue).max().orElseThrow(), () -> {
                    unfinished.remove(transfer);
                    proceed();
                });
            }
            ask();
        });
    }
}
