package archsim.engine.run.pipeline;

import archsim.engine.dram.Dram;
import archsim.engine.kernel.Simulation;
import archsim.tables.DramStandard;

/** Bursts that a memory reads which has nothing else to do. */
final class EarlyFetch {

    private final Dram dram;
    private final BurstCursor bursts;
    private final long[] donePs;
    private int asked;

    private EarlyFetch(BurstPlan plan, DramStandard memory) {
        dram = new Dram(memory, BurstRun.STREAMS.size(), this::booked);
        bursts = new BurstCursor(plan.loads());
        donePs = new long[Math.toIntExact(plan.allBursts())];
    }

    /** How many of the first bursts that {@code plan} loads arrive within {@code ps}. */
    static long arrived(BurstPlan plan, DramStandard memory, long ps) {
        var fetch = new EarlyFetch(plan, memory);
        var simulation = new Simulation();
        simulation.schedule(0, (now, ignored) -> fetch.request(now), 0);
        simulation.run(Long.MAX_VALUE);
        int arrived = 0;
        while (arrived < fetch.donePs.length && fetch.donePs[arrived] <= ps) {
            arrived++;
        }
        return arrived;
    }

    private void request(Simulation simulation) {
        while (asked < donePs.length && dram.hasRoom(bursts.burst())) {
            int index = asked++;
            dram.request(simulation, bursts.burst(), false, bursts.stream(), index);
            bursts.advance();
        }
    }

    private void booked(Simulation simulation, long index, long done) {
        donePs[(int) index] = done;
        request(simulation);
    }
}
