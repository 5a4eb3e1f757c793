package archsim.engine.run.pipeline;

import archsim.engine.plan.LayerPlan;
import archsim.engine.plan.Tile;
import archsim.tables.DramStandard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that a simulated layer did, with its instants in picoseconds. */
final class PipelineRecord implements LayerObserver {

    /** Direction and tile of each burst, {@code L0}, {@code S0} and so on, in the order in which they were asked for. */
    final List<String> asked = new ArrayList<>();

    /** When each was asked for. */
    final List<Long> askedPs = new ArrayList<>();

    /** When the last data of each burst of a transfer had moved, in the order in which they were booked. */
    final Map<String, List<Long>> donePs = new TreeMap<>();

    /** Direction and tile of each burst in the order in which they were booked. */
    final List<String> booked = new ArrayList<>();

    /** First core cycle of each tile, lane by lane. */
    final List<List<Long>> startCycles = new ArrayList<>();

    /** Core cycle in which each lane of a tile is done. */
    final List<List<Long>> doneCycles = new ArrayList<>();

    private final LayerSimulation simulation;
    private final long endPs;

    private PipelineRecord(LayerPlan plan, DramStandard memory, long clockPeriodPs) {
        BurstPlan bursts = burstPlan(plan, memory);
        simulation = new LayerSimulation(plan, bursts, memory, clockPeriodPs, this);
        endPs = simulation.run();
    }

    static BurstPlan burstPlan(LayerPlan plan, DramStandard memory) {
        return new BurstPlan(
                plan,
                memory.geometry().burstBytes(),
                (long) memory.interleavedRows() * memory.geometry().burstsPerRow());
    }

    static PipelineRecord of(LayerPlan plan, DramStandard memory, long clockPeriodPs) {
        return new PipelineRecord(plan, memory, clockPeriodPs);
    }

    long endPs() {
        return endPs;
    }

    LayerSimulation simulation() {
        return simulation;
    }

    private static String transfer(int tile, boolean store) {
        return (store ? "S" : "L") + tile;
    }

    @Override
    public boolean follows(int tile) {
        return true;
    }

    @Override
    public void requests(int tile, boolean store, int stream, long nowPs) {
        asked.add(transfer(tile, store));
        askedPs.add(nowPs);
    }

    @Override
    public void moves(int tile, boolean store, int stream, int channel, long burstDonePs) {
        booked.add(transfer(tile, store));
        donePs.computeIfAbsent(transfer(tile, store), key -> new ArrayList<>()).add(burstDonePs);
    }

    @Override
    public void computes(int index, Tile tile, long readyCycle, long[] laneFreeCycle) {
        var starts = new ArrayList<Long>();
        var ends = new ArrayList<Long>();
        for (int lane = 0; lane < tile.lanes(); lane++) {
            starts.add(Math.max(readyCycle, laneFreeCycle[lane]));
            ends.add(Math.max(readyCycle, laneFreeCycle[lane]) + tile.laneCycles(lane));
        }
        startCycles.add(starts);
        doneCycles.add(ends);
    }
}
