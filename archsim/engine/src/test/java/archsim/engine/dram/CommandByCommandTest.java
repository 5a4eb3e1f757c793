package archsim.engine.dram;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.engine.kernel.Simulation;
import archsim.engine.run.MemoryConfig;
import archsim.tables.DramStandard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Banks that take turns at the command bus. By hand on LPDDR4-2400: clock 830 ps, tRCD 15, CL 17, tRP 15, tRAS 32, tRTP 12, tRRD 8,
 * 8 clocks of data, two groups of four banks; a burst takes one clock to the queue of its bank.
 */
class CommandByCommandTest {

    private static final int CLOCK_PS = 830;
    private static final String TURNS = "\"order\": \"turns\", \"idle\": \"standby\"";

    private record Burst(int bank, int row, boolean write, long clock) {}

    private record Done(long argument, long clock) {}

    private static DramStandard lpddr4(String parts) {
        return MemoryConfig.read(
                "lpddr4", "{\"base\": \"lpddr4-2400\", %s \"controller\": {%s}}".formatted(parts, TURNS));
    }

    private static List<Done> run(DramStandard memory, List<Burst> bursts) {
        var simulation = new Simulation();
        var done = new ArrayList<Done>();
        long clockPs = memory.timing().tCkPs();
        DramChannel channel =
                DramChannel.of(memory, 1, (now, argument, donePs) -> done.add(new Done(argument, donePs / clockPs)));
        for (int i = 0; i < bursts.size(); i++) {
            Burst burst = bursts.get(i);
            simulation.scheduleAt(
                    burst.clock() * clockPs,
                    (now, number) -> channel.request(now, burst.bank(), burst.row(), burst.write(), 0, number),
                    i);
        }
        simulation.run(Long.MAX_VALUE);
        return done;
    }

    /** Activate at 1, read at 16; precharge at 33, activate at 48, read at 63; CL and data take 25 clocks more. */
    @Test
    void anotherRowOfABankTakesPrechargeActivateAndRead() {
        assertThat(run(lpddr4(""), List.of(new Burst(0, 0, false, 0), new Burst(0, 1, false, 0))))
                .containsExactly(new Done(0, 41), new Done(1, 88));
    }

    /**
     * Bank 0 has four bursts to one row, bank 1 one: opened at 1 and at 9, they could read at 16 and 24. Bank 0 reads at 16; at 24 it
     * is the turn of bank 1, whose burst is the youngest.
     */
    @Test
    void theBankAfterTheLastOneServedGoesFirst() {
        List<Burst> bursts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            bursts.add(new Burst(0, 0, false, 0));
        }
        bursts.add(new Burst(1, 0, false, 0));
        assertThat(run(lpddr4(""), bursts).stream().map(Done::argument)).containsExactly(0L, 4L, 1L, 2L, 3L);
    }

    /** The third burst hits the open row and overtakes the second, which would close it. */
    @Test
    void rowHitsGoFirst() {
        List<Burst> bursts = List.of(new Burst(0, 0, false, 0), new Burst(0, 1, false, 0), new Burst(0, 0, false, 0));
        assertThat(run(lpddr4(""), bursts).stream().map(Done::argument)).containsExactly(0L, 2L, 1L);
    }

    /** Opened at 1, closed at 33, opened at 48: rows are closed for the first clock and for 15 more of 100. */
    @Test
    void aRowIsClosedFromItsPrechargeOn() {
        var simulation = new Simulation();
        DramChannel channel = DramChannel.of(lpddr4(""), 2, (now, argument, donePs) -> {});
        channel.request(simulation, 0, 0, false, 0, 0);
        channel.request(simulation, 0, 1, true, 1, 0);
        simulation.run(Long.MAX_VALUE);
        DramCounts counts = channel.countsAt(100L * CLOCK_PS);
        assertThat(counts.ranks()).isEqualTo(new RankTimes(84L * CLOCK_PS, 16L * CLOCK_PS, 0, 0, 0));
        assertThat(List.of(counts.activates(), counts.readBursts(), counts.writeBursts()))
                .containsExactly(2L, 1L, 1L);
        assertThat(List.of(channel.activates(0), channel.activates(1))).containsExactly(1L, 1L);
    }

    /** A refresh due at 45 closes the row that was opened at 1; it begins at 48 and takes 10 clocks, and the row is opened again. */
    @Test
    void aRefreshClosesRows() {
        DramStandard memory = lpddr4("\"timing\": {\"tREFI\": 45, \"tRFC\": 10},");
        assertThat(run(memory, List.of(new Burst(0, 0, false, 0), new Burst(0, 0, false, 49))))
                .containsExactly(new Done(0, 41), new Done(1, 58L + 15 + 17 + 8));
    }

    static Stream<DramStandard> memories() {
        return Stream.of(
                TestMemories.primes(", \"t32AW\": 700", TURNS + ", \"bankQueueEntries\": 2, \"queueEntries\": 64"),
                MemoryConfig.read(
                        "ddr4",
                        "{\"base\": \"ddr4-2400\", \"geometry\": {\"ranks\": 2}, \"controller\": {%s}}"
                                .formatted(TURNS)));
    }

    /** Random bursts until the first refresh, against a model that goes clock by clock and holds each command against all before it. */
    @ParameterizedTest
    @MethodSource("memories")
    void everyCommandGoesInTheFirstClockThatIsItsOwn(DramStandard memory) {
        var random = new SplittableRandom(7);
        int banks = memory.geometry().ranks() * memory.geometry().banks();
        List<Burst> bursts = new ArrayList<>();
        long clock = 0;
        while (bursts.size() < 400) {
            clock += random.nextInt(30) == 0 ? 300 : random.nextInt(14);
            bursts.add(new Burst(random.nextInt(banks), random.nextInt(3), random.nextInt(4) == 0, clock));
        }
        List<Done> actual = run(
                memory, bursts.stream().filter(burst -> burst.clock() < 1800).toList());
        assertThat(actual).hasSizeGreaterThan(100);
        List<Done> expected = new ClockByClock(memory).run(bursts, 1800);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as("burst %d served", i).isEqualTo(expected.get(i));
        }
    }

    /** Looks at all banks in every clock. */
    private static final class ClockByClock {

        private record Command(char kind, int bank, long clock) {}

        private record Waiting(Burst burst, long number) {}

        private final DramStandard memory;
        private final int banks;
        private final List<Command> commands = new ArrayList<>();
        private final Map<Integer, Integer> openRow = new HashMap<>();
        private final Map<Integer, List<Waiting>> queues = new HashMap<>();
        private final List<Done> done = new ArrayList<>();
        private int last = -1;
        private boolean busWrites;

        ClockByClock(DramStandard memory) {
            this.memory = memory;
            banks = memory.geometry().ranks() * memory.geometry().banks();
        }

        List<Done> run(List<Burst> bursts, long lastArrival) {
            long count =
                    bursts.stream().filter(burst -> burst.clock() < lastArrival).count();
            for (long clock = 0; done.size() < count; clock++) {
                for (int i = 0; i < count; i++) {
                    if (bursts.get(i).clock() + 1 == clock) {
                        queues.computeIfAbsent(bursts.get(i).bank(), bank -> new ArrayList<>())
                                .add(new Waiting(bursts.get(i), i));
                    }
                }
                while (issues(clock)) {}
            }
            return done;
        }

        private boolean issues(long clock) {
            for (int turn = 1; turn <= banks; turn++) {
                int bank = (last + turn + banks) % banks;
                if (!queues.getOrDefault(bank, List.of()).isEmpty()) {
                    Waiting chosen = chosen(bank);
                    var command = new Command(kind(bank, chosen.burst()), bank, clock);
                    if (mayGo(command)) {
                        last = bank;
                        carryOut(command, chosen);
                        return true;
                    }
                }
            }
            return false;
        }

        private Waiting chosen(int bank) {
            List<Waiting> seen = queues.get(bank).stream()
                    .limit(memory.controller().bankQueueEntries())
                    .toList();
            List<Waiting> hits = seen.stream()
                    .filter(waiting -> Integer.valueOf(waiting.burst().row()).equals(openRow.get(bank)))
                    .toList();
            return hits.stream()
                    .filter(waiting -> waiting.burst().write() == busWrites)
                    .findFirst()
                    .orElse(hits.isEmpty() ? seen.get(0) : hits.get(0));
        }

        private char kind(int bank, Burst burst) {
            if (!openRow.containsKey(bank)) {
                return 'A';
            }
            if (openRow.get(bank) != burst.row()) {
                return 'P';
            }
            return burst.write() ? 'W' : 'R';
        }

        private void carryOut(Command command, Waiting waiting) {
            commands.add(command);
            switch (command.kind()) {
                case 'A' -> openRow.put(command.bank(), waiting.burst().row());
                case 'P' -> openRow.remove(command.bank());
                default -> {
                    DramStandard.Timing t = memory.timing();
                    busWrites = command.kind() == 'W';
                    int latency = busWrites ? t.casWriteLatency() : t.casLatency();
                    queues.get(command.bank()).remove(waiting);
                    done.add(new Done(
                            waiting.number(),
                            command.clock() + latency + memory.geometry().burstCycles()));
                }
            }
        }

        private boolean mayGo(Command next) {
            boolean separate = memory.geometry().separateRowCommands();
            return commands.stream().allMatch(before -> {
                        boolean sameBus = !separate || isColumn(before) == isColumn(next);
                        return next.clock() >= before.clock() + Math.max(sameBus ? 1 : 0, gap(before, next));
                    })
                    && isInWindow(next, 4, memory.timing().tFAW())
                    && isInWindow(next, 32, memory.timing().t32AW().orElse(0));
        }

        private static boolean isColumn(Command command) {
            return command.kind() == 'R' || command.kind() == 'W';
        }

        private int rank(Command command) {
            return command.bank() / memory.geometry().banks();
        }

        private boolean isInWindow(Command next, int size, int clocks) {
            List<Command> activates = commands.stream()
                    .filter(before -> before.kind() == 'A' && next.kind() == 'A' && rank(before) == rank(next))
                    .toList();
            return activates.size() < size
                    || next.clock() >= activates.get(activates.size() - size).clock() + clocks;
        }

        private int gap(Command before, Command next) {
            DramStandard.Timing t = memory.timing();
            int burst = memory.geometry().burstCycles();
            boolean sameBank = before.bank() == next.bank();
            boolean sameGroup = before.bank() / memory.geometry().banksPerGroup()
                    == next.bank() / memory.geometry().banksPerGroup();
            boolean sameRank = rank(before) == rank(next);
            int column = Math.max(burst, sameGroup ? t.tCCDLong() : t.tCCDShort());
            int otherRank = Math.max(Math.max(burst, t.tCCDShort()), burst + t.tRTRS());
            int least = Math.max(burst, t.tCCDShort());
            return switch ("" + before.kind() + next.kind()) {
                case "AP" -> sameBank ? t.tRAS() : 0;
                case "RP" -> sameBank ? t.tRTP() : 0;
                case "WP" -> sameBank ? t.casWriteLatency() + burst + t.tWR() : 0;
                case "PA" -> sameBank ? t.tRP() : 0;
                case "AA" -> sameGroup ? t.tRRDLong() : sameRank ? t.tRRDShort() : 0;
                case "AR" -> sameBank ? t.tRCD() : 0;
                case "AW" -> sameBank ? t.tRCDWrite() : 0;
                case "RR", "WW" -> sameRank ? column : otherRank;
                case "RW" -> Math.max(least, t.casLatency() + burst - t.casWriteLatency() + (sameRank ? 2 : t.tRTRS()));
                case "WR" ->
                    Math.max(
                            least,
                            t.casWriteLatency()
                                    + burst
                                    + (sameGroup
                                            ? t.tWTRLong()
                                            : sameRank ? t.tWTRShort() : t.tRTRS() - t.casLatency()));
                default -> 0;
            };
        }
    }
}
