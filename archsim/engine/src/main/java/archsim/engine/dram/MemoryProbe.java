package archsim.engine.dram;

import archsim.engine.kernel.Event;
import archsim.engine.kernel.Simulation;
import archsim.tables.DramStandard;
import java.util.SplittableRandom;

/**
 * Characterises a memory: artificial traffic drives all of its channels, and every burst is followed to its end.
 *
 * <p>Bursts are offered in order; one whose channel has no room holds up those behind it.
 */
public final class MemoryProbe {

    private static final long WRITE = -1;

    private final DramStandard standard;
    private final MemoryTraffic traffic;
    private final Dram dram;
    private final SplittableRandom random;
    private final long capacityBursts;
    private final long endPs;
    private final double spacingPs;
    private final Event offer = this::offer;
    private long burst;
    private boolean write;
    private long offered;
    private boolean held;
    private long lastDonePs;
    private long readLatencyPs;

    private MemoryProbe(DramStandard standard, MemoryTraffic traffic) {
        this.standard = standard;
        this.traffic = traffic;
        dram = new Dram(standard, 1, this::booked);
        random = new SplittableRandom(traffic.seed());
        capacityBursts = standard.capacityBursts();
        long clockPs = standard.timing().tCkPs();
        endPs = Math.multiplyExact((long) traffic.clocks(), clockPs);
        double fullestPs = (double) standard.burstSpacingClocks() * clockPs / standard.channels();
        spacingPs = traffic.saturates() ? 0 : fullestPs / traffic.load();
        burst = -1;
    }

    /**
     * Measures {@code standard} under {@code traffic}; equal arguments give equal metrics.
     *
     * @throws IllegalArgumentException if there is nothing to measure, for all data stay on the chip
     */
    public static MemoryMetrics measure(DramStandard standard, MemoryTraffic traffic) {
        if (standard.isOnChip()) {
            throw new IllegalArgumentException(standard.name() + " is no memory that traffic could go to");
        }
        return new MemoryProbe(standard, traffic).measure();
    }

    private MemoryMetrics measure() {
        advance();
        var simulation = new Simulation();
        simulation.schedule(0, offer, 0);
        simulation.run(Long.MAX_VALUE);
        long timePs = Math.max(endPs, lastDonePs);
        return MemoryMetrics.of(standard, traffic, dram.countsAt(timePs), timePs, readLatencyPs);
    }

    private void advance() {
        burst = traffic.pattern().next(burst, capacityBursts, random);
        write = random.nextDouble() < traffic.writeShare();
    }

    private void offer(Simulation simulation, long ignored) {
        long nowPs = simulation.nowPs();
        while (nowPs < endPs) {
            long duePs = (long) (offered * spacingPs);
            if (duePs > nowPs) {
                simulation.scheduleAt(duePs, offer, 0);
                return;
            }
            if (!dram.hasRoom(burst)) {
                held = true;
                return;
            }
            dram.request(simulation, burst, write, 0, write ? WRITE : nowPs);
            offered++;
            advance();
        }
    }

    private void booked(Simulation simulation, long argument, long donePs) {
        lastDonePs = Math.max(lastDonePs, donePs);
        if (argument != WRITE) {
            readLatencyPs += donePs - argument;
        }
        if (held) {
            held = false;
            offer(simulation, 0);
        }
    }
}
