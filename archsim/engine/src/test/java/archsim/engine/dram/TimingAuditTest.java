package archsim.engine.dram;

import static org.assertj.core.api.Assertions.assertThat;

import archsim.tables.DramStandard;
import archsim.tables.DramStandards;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of commands of random bursts is held against the constraints, one by one, as a standard states them. */
class TimingAuditTest {

    private static final int BURSTS = 1_500;
    private static final int LOOK_BACK = 60;
    /** Two commands that may come in any order. */
    private static final int UNBOUND = -1_000_000_000;

    private record Command(char kind, int bank, int group, int rank, long clock) {}

    static Stream<DramStandard> standards() {
        return Stream.concat(DramStandards.names().stream().map(DramStandards::find), Stream.of(TestMemories.primes()));
    }

    private final List<Command> commands = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("standards")
    void noCommandIsEarly(DramStandard standard) {
        DramStandard.Geometry geometry = standard.geometry();
        int banksOfAll = geometry.ranks() * geometry.banks();
        var banks = new BankTimes(standard, new CommandGaps(standard));
        var random = new SplittableRandom(standard.name().hashCode());
        long arrival = 0;
        for (int i = 0; i < BURSTS; i++) {
            arrival += random.nextInt(8);
            int bank = random.nextInt(banksOfAll);
            int row = random.nextInt(3);
            boolean write = random.nextInt(4) == 0;
            boolean hit = banks.isOpen(bank, row);
            long column = banks.commit(bank, row, write, arrival, arrival);
            int group = bank / geometry.banksPerGroup();
            int rank = bank / geometry.banks();
            if (!hit) {
                audit(standard, new Command('A', bank, group, rank, banks.activated(bank)));
            }
            audit(standard, new Command(write ? 'W' : 'R', bank, group, rank, column));
        }
    }

    private void audit(DramStandard standard, Command next) {
        int earliest = Math.max(0, commands.size() - LOOK_BACK);
        for (Command before : commands.subList(earliest, commands.size())) {
            int gap = gap(standard, before, next);
            assertThat(next.clock())
                    .as("%s after %s, at least %d", next, before, gap)
                    .isGreaterThanOrEqualTo(before.clock() + gap);
        }
        if (next.kind() == 'A') {
            List<Command> activates = commands.stream()
                    .filter(command -> command.kind() == 'A' && command.rank() == next.rank())
                    .toList();
            auditWindow(activates, next, 4, standard.timing().tFAW());
            auditWindow(activates, next, 32, standard.timing().t32AW().orElse(0));
        }
        commands.add(next);
    }

    private static void auditWindow(List<Command> activates, Command next, int size, int clocks) {
        if (activates.size() >= size) {
            assertThat(next.clock())
                    .isGreaterThanOrEqualTo(
                            activates.get(activates.size() - size).clock() + clocks);
        }
    }

    /** Clocks from one command to the next of its kind, by the words of the standards. */
    private static int gap(DramStandard standard, Command before, Command next) {
        DramStandard.Timing t = standard.timing();
        int burst = standard.geometry().burstCycles();
        boolean sameBank = before.bank() == next.bank();
        boolean sameGroup = before.group() == next.group();
        boolean sameRank = before.rank() == next.rank();
        return switch ("" + before.kind() + next.kind()) {
            case "AA" -> sameBank ? t.tRAS() + t.tRP() : sameGroup ? t.tRRDLong() : sameRank ? t.tRRDShort() : UNBOUND;
            case "AR" -> sameBank ? t.tRCD() : UNBOUND;
            case "AW" -> sameBank ? t.tRCDWrite() : UNBOUND;
            case "RA" -> sameBank ? t.tRTP() + t.tRP() : UNBOUND;
            case "WA" -> sameBank ? t.casWriteLatency() + burst + t.tWR() + t.tRP() : UNBOUND;
            case "RR", "WW" -> sameGroup ? t.tCCDLong() : sameRank ? t.tCCDShort() : burst + t.tRTRS();
            case "RW" -> t.casLatency() + burst + (sameRank ? 0 : t.tRTRS()) - t.casWriteLatency();
            default ->
                t.casWriteLatency()
                        + burst
                        + (sameGroup ? t.tWTRLong() : sameRank ? t.tWTRShort() : t.tRTRS() - t.casLatency());
        };
    }
}
